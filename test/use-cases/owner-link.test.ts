import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import { granteeKey } from '../../src/domain/role.ts';
import { claimOwnerLink, showOwnerLink, type OwnerClaimant } from '../../src/use-cases/claim-owner-link.ts';
import { makeOwnerLink, oneTimeTokenHash, ownerLinkLifeMs } from '../../src/use-cases/make-owner-link.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { operatorDeps } from './operator-deps.ts';

const publicUrl = 'https://speldje.example';
const workshop = buildIssuer({ slug: 'werkplaats' });
const smithy = buildIssuer({ slug: 'smederij' });
const kim: OwnerClaimant = {
  kind: 'new',
  facts: { name: ' Kim ', locale: 'en' },
  address: 'Kim@Example.org ',
};

let deps: ReturnType<typeof operatorDeps>;
beforeEach(async () => {
  deps = operatorDeps();
  await deps.store.issuers.save(workshop);
  await deps.store.issuers.save(smithy);
});

async function link(issuerSlug?: string): Promise<string> {
  const made = await makeOwnerLink(deps, {
    actor: operatorActor,
    publicUrl,
    ...(issuerSlug === undefined ? {} : { issuerSlug }),
  });
  if (!made.ok) throw new Error(`refused: ${made.refusal.code}`);
  return made.url.slice(`${publicUrl}/welcome/`.length);
}

const owners = async (issuerId: string) =>
  (await deps.store.roles.ofIssuer(issuerId)).map(({ role, grantee }) => `${role} ${granteeKey(grantee)}`);

describe('makeOwnerLink', () => {
  it('makes a link for 24 hours, of which it keeps the hash alone', async () => {
    const made = await makeOwnerLink(deps, { actor: operatorActor, publicUrl, issuerSlug: 'werkplaats' });
    expect(made).toEqual({
      ok: true,
      url: 'https://speldje.example/welcome/token-1',
      expiresAt: new Date('2026-03-03T09:00:00Z'),
    });
    expect(await deps.store.oneTimeLinks.peek(oneTimeTokenHash('token-1'), deps.now)).toEqual({
      tokenHash: oneTimeTokenHash('token-1'),
      purpose: 'first-owner',
      subject: { issuer: 'werkplaats' },
      createdAt: deps.now,
      expiresAt: new Date('2026-03-03T09:00:00Z'),
    });
    const { items } = await deps.store.audit.page({}, { limit: 10 });
    expect(items.map(({ action }) => action)).toEqual(['owner-link-made']);
  });

  it('refuses not-yours to anybody but the operator', async () => {
    const actor = { personId: 'somebody', standing: 'member', via: 'web' } as const;
    expect(await makeOwnerLink(deps, { actor, publicUrl })).toEqual({
      ok: false,
      refusal: { code: 'not-yours' },
    });
  });

  it('refuses unknown-issuer', async () => {
    const made = await makeOwnerLink(deps, { actor: operatorActor, publicUrl, issuerSlug: 'bakkerij' });
    expect(made).toEqual({ ok: false, refusal: { code: 'unknown-issuer', said: 'bakkerij' } });
  });
});

describe('claimOwnerLink', () => {
  it('makes a newcomer owner of that issuer alone, once', async () => {
    const token = await link('werkplaats');
    expect(await showOwnerLink(deps, { token })).toEqual({ ok: true, issuers: [workshop] });
    const claimed = await claimOwnerLink(deps, { token, claimant: kim });
    expect(claimed).toMatchObject({ ok: true, issuers: [workshop], person: { name: 'Kim', locale: 'en' } });
    const person = await deps.store.persons.findByIdentity('email:kim@example.org');
    expect(await owners(workshop.id)).toEqual([`owner person:${person?.id}`]);
    expect(await owners(smithy.id)).toEqual([]);
    const { items } = await deps.store.audit.page({ issuerId: workshop.id }, { limit: 1 });
    expect(items[0]).toMatchObject({ action: 'role-granted', by: `person:${person?.id}`, via: 'web' });

    const refused = { ok: false, refusal: { code: 'owner-link-void' } };
    expect(await claimOwnerLink(deps, { token, claimant: kim })).toEqual(refused);
    expect(await showOwnerLink(deps, { token })).toEqual(refused);
  });

  it('makes somebody who is signed in owner of every issuer, also of one that they own already', async () => {
    const person = buildPerson();
    await deps.store.persons.insert(person);
    const claimant = { kind: 'person', personId: person.id } as const;
    await claimOwnerLink(deps, { token: await link('smederij'), claimant });
    const claimed = await claimOwnerLink(deps, { token: await link(), claimant });
    expect(claimed).toMatchObject({ ok: true });
    expect(await owners(workshop.id)).toEqual([`owner person:${person.id}`]);
    expect(await owners(smithy.id)).toEqual([`owner person:${person.id}`]);
  });

  it('lets one of two who use it at once become owner', async () => {
    const token = await link('werkplaats');
    const other: OwnerClaimant = { kind: 'new', facts: { name: 'Robin' }, address: 'robin@example.org' };
    const outcomes = await Promise.all([
      claimOwnerLink(deps, { token, claimant: kim }),
      claimOwnerLink(deps, { token, claimant: other }),
    ]);
    expect(outcomes.map((outcome) => (outcome.ok ? 'owner' : outcome.refusal.code)).toSorted()).toEqual([
      'owner',
      'owner-link-void',
    ]);
    expect(await owners(workshop.id)).toHaveLength(1);
  });

  it('refuses owner-link-void once 24 hours have gone by, and for what is no link', async () => {
    const token = await link('werkplaats');
    deps.now = new Date(deps.now.getTime() + ownerLinkLifeMs);
    for (const tried of [token, 'token-2', '']) {
      const claimed = await claimOwnerLink(deps, { token: tried, claimant: kim });
      expect(claimed).toEqual({ ok: false, refusal: { code: 'owner-link-void' } });
    }
    expect(await deps.store.persons.findByIdentity('email:kim@example.org')).toBeUndefined();
  });

  it('refuses a sign-in link as an owner link, and does not use it up', async () => {
    const tokenHash = oneTimeTokenHash('sign-in');
    const signIn = {
      tokenHash,
      purpose: 'sign-in',
      subject: {},
      createdAt: deps.now,
      expiresAt: new Date(deps.now.getTime() + 60_000),
    } as const;
    await deps.store.oneTimeLinks.insert(signIn);
    expect(await claimOwnerLink(deps, { token: 'sign-in', claimant: kim })).toEqual({
      ok: false,
      refusal: { code: 'owner-link-void' },
    });
    expect(await deps.store.oneTimeLinks.peek(tokenHash, deps.now)).toEqual(signIn);
  });

  it.each([
    {
      why: 'the address is somebody else’s',
      claimant: { ...kim, address: 'taken@example.org' },
      refusal: { code: 'identity-taken' },
    },
    {
      why: 'the name is empty',
      claimant: { ...kim, facts: { name: ' ' } },
      refusal: { code: 'invalid', field: 'name', problem: 'empty' },
    },
    {
      why: 'the name is too long',
      claimant: { ...kim, facts: { name: 'x'.repeat(201) } },
      refusal: { code: 'invalid', field: 'name', problem: 'too-long' },
    },
    {
      why: 'the address is none',
      claimant: { ...kim, address: 'kim' },
      refusal: { code: 'invalid', field: 'address', problem: 'not-an-identity' },
    },
    {
      why: 'nobody is known by the id',
      claimant: { kind: 'person', personId: 'nobody' } as const,
      refusal: { code: 'unknown-person', said: '' },
    },
  ])('refuses $refusal.code when $why, and the link still works', async ({ claimant, refusal }) => {
    const identities = [buildLinkedIdentity({ kind: 'email', address: 'taken@example.org' })];
    await deps.store.persons.insert(buildPerson({ identities }));
    const token = await link('werkplaats');
    expect(await claimOwnerLink(deps, { token, claimant })).toEqual({ ok: false, refusal });
    expect(await owners(workshop.id)).toEqual([]);
    expect(await claimOwnerLink(deps, { token, claimant: kim })).toMatchObject({ ok: true });
  });

  it('refuses unknown-issuer while there is none, and the link still works', async () => {
    deps = operatorDeps();
    const token = await link();
    expect(await claimOwnerLink(deps, { token, claimant: kim })).toEqual({
      ok: false,
      refusal: { code: 'unknown-issuer', said: '' },
    });
    await deps.store.issuers.save(smithy);
    expect(await claimOwnerLink(deps, { token, claimant: kim })).toMatchObject({ ok: true });
  });
});
