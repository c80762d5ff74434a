import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import { backpackScopes } from '../../src/domain/backpack.ts';
import { linkIdentity, type Person } from '../../src/domain/person.ts';
import { askRecovery, type AskRecovery } from '../../src/use-cases/ask-recovery.ts';
import { confirmRecovery, showRecovery } from '../../src/use-cases/confirm-recovery.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { exportPerson } from '../../src/use-cases/export-person.ts';
import { findPeople, showPerson } from '../../src/use-cases/find-people.ts';
import { mailSignInLink } from '../../src/use-cases/mail-sign-in-link.ts';
import { makeSignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { signIn } from '../../src/use-cases/sign-in.ts';
import { signedIn } from '../../src/use-cases/signed-in.ts';
import { showStop, stopRecovery } from '../../src/use-cases/stop-recovery.ts';
import { unlinkAddress } from '../../src/use-cases/unlink-address.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildLtiSession } from '../builders/build-lti-session.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { actor, done, refusalCode, smallTown, type SmallTown } from './community.ts';

const school = 'sam@school.example';
const home = 'sam@thuis.example';
const fresh = 'sam@nieuw.example';

let town: SmallTown;
let sam: Person;
beforeEach(async () => {
  town = await smallTown();
  sam = buildPerson({
    name: 'Student Sam',
    identities: [
      buildLinkedIdentity({ kind: 'email', address: school }, { vouchedBy: 'confirmed' }),
      buildLinkedIdentity({ kind: 'email', address: home }, { vouchedBy: 'confirmed' }),
      buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'USAM' }),
      buildLinkedIdentity({ kind: 'slack', workspace: 'T9', user: 'USAM' }, { goneAt: town.deps.clock() }),
    ],
  });
  await town.store.persons.insert(sam);
});

const deps = () => ({ ...town.deps, mailOn: true });
const ask = (command: Partial<AskRecovery> = {}) =>
  askRecovery(deps(), { actor: actor(town.owner), personId: sam.id, address: fresh, ...command });

/** Everything that waits to be delivered, and is then as good as delivered. */
async function delivered() {
  const messages = [];
  const now = town.deps.clock();
  for (;;) {
    const message = await town.store.outbox.claim(now, new Date(now.getTime() + 1));
    if (message === undefined) return messages;
    messages.push(message);
    await town.store.outbox.save({ ...message, status: 'delivered', deliveredAt: now });
  }
}

/** Asks, and gives what reached whom. */
async function asked(command: Partial<AskRecovery> = {}) {
  const { code } = await done(ask(command));
  const messages = await delivered();
  const mailed = messages.find(({ notice }) => notice.kind === 'recovery-link');
  const told = messages.filter(({ notice }) => notice.kind === 'recovery-told');
  const token = mailed?.notice.kind === 'recovery-link' ? mailed.notice.token : '';
  const stop = told[0]?.notice.kind === 'recovery-told' ? told[0].notice.stop : '';
  const reached = (each: (typeof messages)[number]) =>
    each.destination.kind === 'person' ? each.destination.identity : '';
  return { code, token, stop, mailedTo: mailed && reached(mailed), told: told.map(reached) };
}

const addressesOf = async (person: Person) =>
  (await town.store.persons.find(person.id))?.identities.flatMap(({ identity }) =>
    identity.kind === 'email' ? [identity.address] : [],
  );
const acts = async () =>
  (await town.store.audit.page({ about: `person:${sam.id}` }, { limit: 20 })).items.map(
    ({ action, by }) =>
      `${action} ${by === `person:${town.owner.id}` ? 'owner' : by === `person:${sam.id}` ? 'sam' : by}`,
  );
/** A session of theirs, begun by a mailed link. */
async function session(): Promise<string> {
  const entered = await signIn(town.deps, await makeSignInLink(town.deps, { personId: sam.id, by: 'mail' }));
  if (!entered.ok) throw new Error('nobody was signed in');
  return entered.token;
}
const isSignedIn = async (token: string) => (await signedIn(town.deps, { token })) !== undefined;

describe('a lost address', () => {
  it('is recovered by the link that was mailed and the code that the owner handed over', async () => {
    const { code, token, mailedTo, told } = await asked({
      address: ' Sam@Nieuw.Example ',
      lost: [`email:${school}`],
    });
    expect(mailedTo).toBe(`email:${fresh}`);
    expect(told).toEqual([`email:${school}`, `email:${home}`, 'slack:T1:USAM']);
    expect(await addressesOf(sam)).toEqual([school, home]);
    const open = await session();
    await done(
      confirmRecovery(town.deps, { token, code: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}` }),
    );
    expect(await addressesOf(sam)).toEqual([home, fresh]);
    const renewed = await town.store.persons.find(sam.id);
    expect(renewed?.identities.find(({ key }) => key === `email:${fresh}`)?.vouchedBy).toBe('confirmed');
    expect(await isSignedIn(open)).toBe(false);
    const after = await delivered();
    expect(after.map(({ destination }) => destination.kind === 'person' && destination.identity)).toEqual([
      `email:${school}`,
      `email:${home}`,
      'slack:T1:USAM',
    ]);
    expect(after[0]?.notice).toMatchObject({ kind: 'recovery-told', step: 'done', address: fresh });
    expect(await acts()).toEqual(['recovery-done sam', 'recovery-asked owner']);
    await mailSignInLink(town.deps, { address: school, locale: 'nl' });
    expect(await delivered()).toEqual([]);
    await mailSignInLink(town.deps, { address: fresh, locale: 'nl' });
    expect(await delivered()).toHaveLength(1);
  });

  it('takes nothing away, and signs nobody out, where the owner did not say that it was lost', async () => {
    const open = await session();
    const { code, token } = await asked();
    await done(confirmRecovery(town.deps, { token, code }));
    expect(await addressesOf(sam)).toEqual([school, home, fresh]);
    expect(await isSignedIn(open)).toBe(true);
  });

  it('ignores as lost what is no address of theirs, such as a chat account', async () => {
    const { code, token } = await asked({ lost: ['slack:T1:USAM', `email:elders@x.example`] });
    await done(confirmRecovery(town.deps, { token, code }));
    expect((await town.store.persons.find(sam.id))?.identities).toHaveLength(5);
  });

  it('is nobody’s by the link alone, nor by another link’s code, and the link outlives a wrong code', async () => {
    const first = await asked();
    const { personId, ...other } = { personId: town.learner.id, address: 'ander@x.example' };
    const second = await asked({ personId, ...other });
    for (const code of ['', 'AAAAAAA2', second.code])
      expect(await refusalCode(confirmRecovery(town.deps, { token: first.token, code }))).toBe('wrong-code');
    expect(await refusalCode(confirmRecovery(town.deps, { token: first.code, code: first.code }))).toBe(
      'recovery-void',
    );
    expect(await addressesOf(sam)).toEqual([school, home]);
    await done(confirmRecovery(town.deps, { token: first.token, code: first.code }));
    expect(await refusalCode(confirmRecovery(town.deps, { token: first.token, code: first.code }))).toBe(
      'recovery-void',
    );
  });

  it('is given once when it is confirmed twice at the same moment', async () => {
    const { code, token } = await asked();
    const both = await Promise.all([1, 2].map(() => confirmRecovery(town.deps, { token, code })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await addressesOf(sam)).toEqual([school, home, fresh]);
  });

  it('is void after two days, and when it is asked for again', async () => {
    const first = await asked();
    const second = await asked();
    expect(await refusalCode(confirmRecovery(town.deps, first))).toBe('recovery-void');
    expect((await showRecovery(town.deps, second)).ok).toBe(true);
    town.pass(2);
    expect(await refusalCode(showRecovery(town.deps, second))).toBe('recovery-void');
    expect(await refusalCode(confirmRecovery(town.deps, second))).toBe('recovery-void');
  });

  it('is refused where the address is somebody’s, also when it became so meanwhile', async () => {
    expect(await refusalCode(ask({ address: home }))).toBe('identity-taken');
    const waiting = await asked();
    const heir = buildPerson({ identities: [buildLinkedIdentity({ kind: 'email', address: fresh })] });
    await town.store.persons.insert(heir);
    expect(await refusalCode(confirmRecovery(town.deps, waiting))).toBe('identity-taken');
    expect(await refusalCode(ask())).toBe('identity-taken');
    expect(await addressesOf(sam)).toEqual([school, home]);
  });

  it('is refused where mail is off, or nobody or no address is meant', async () => {
    expect(
      await refusalCode(
        askRecovery({ ...deps(), mailOn: false }, { actor: operatorActor, personId: sam.id, address: fresh }),
      ),
    ).toBe('mail-off');
    expect(await refusalCode(ask({ personId: 'niemand' }))).toBe('unknown-person');
    expect(await refusalCode(ask({ address: 'geen adres' }))).toBe('invalid');
    expect(await refusalCode(ask({ address: `${'a'.repeat(250)}@x.example` }))).toBe('invalid');
    expect(await delivered()).toEqual([]);
  });
});

/** A passport link and a backpack, let in now. */
async function letIn(name: string) {
  const createdAt = town.deps.clock();
  await town.store.shares.insert({
    token: `share-${name}`,
    personId: sam.id,
    entries: [],
    withEvidence: false,
    createdAt,
    views: 0,
  });
  await town.store.backpacks.grants.insert({
    id: `grant-${name}`,
    clientId: 'backpack',
    personId: sam.id,
    scopes: [backpackScopes.readCredentials],
    createdAt,
    usedAt: createdAt,
  });
  await town.store.backpacks.tokens.insert([
    {
      id: `token-${name}`,
      kind: 'refresh',
      grantId: `grant-${name}`,
      scopes: [backpackScopes.readCredentials],
      createdAt,
      expiresAt: new Date(8e15),
      keptUntil: new Date(8e15),
    },
  ]);
}

describe('stopping a recovery', () => {
  it('ends what waits, by the link that every known place got', async () => {
    const { code, token, stop } = await asked({ lost: [`email:${school}`] });
    expect(await showStop(town.deps, { token: stop })).toEqual({ ok: true, address: fresh });
    expect((await done(stopRecovery(town.deps, { token: stop }))).undone).toBe(false);
    expect(await refusalCode(confirmRecovery(town.deps, { token, code }))).toBe('recovery-void');
    expect(await refusalCode(stopRecovery(town.deps, { token: stop }))).toBe('recovery-void');
    expect(await addressesOf(sam)).toEqual([school, home]);
    expect((await acts())[0]).toBe('recovery-stopped sam');
  });

  const second = 'tweede@x.example';
  it.each([
    { taken: [home], left: [fresh, second], days: 13 },
    { taken: [home, fresh], left: [second], days: 0 },
  ])(
    'undoes what was confirmed though another address was linked and $taken taken away, and ends every session',
    async ({ taken, left, days }) => {
      const { code, token, stop } = await asked({ lost: [`email:${school}`] });
      await done(confirmRecovery(town.deps, { token, code }));
      const renewed = await town.store.persons.find(sam.id);
      if (renewed === undefined) throw new Error('nobody');
      const open = await session();
      await town.store.persons.save(
        linkIdentity(renewed, { kind: 'email', address: second }, 'confirmed', town.deps.clock()),
      );
      for (const address of taken)
        await done(unlinkAddress(town.deps, { actor: actor(sam), identity: `email:${address}` }));
      expect(await addressesOf(sam)).toEqual(left);
      town.pass(days);
      expect((await done(stopRecovery(town.deps, { token: stop }))).undone).toBe(true);
      expect((await addressesOf(sam))?.toSorted()).toEqual([school, home].toSorted());
      expect(await isSignedIn(open)).toBe(false);
    },
  );

  it('takes away accounts in chat that were linked since, whoever became one with whom', async () => {
    const slack = buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'UOTHER' });
    for (const keeps of ['sam', 'other']) {
      const other = buildPerson({ identities: [slack] });
      await town.store.persons.insert(other);
      const { code, token, stop } = await asked();
      await done(confirmRecovery(town.deps, { token, code }));
      const [keep, absorb] = keeps === 'sam' ? [sam.id, other.id] : [other.id, sam.id];
      await done(mergePersons(town.deps, { actor: actor(sam), keep, absorb }));
      await done(stopRecovery(town.deps, { token: stop }));
      const left = await town.store.persons.find(sam.id);
      expect(left?.identities.map(({ key }) => key).toSorted(), keeps).toEqual(
        sam.identities.map(({ key }) => key).toSorted(),
      );
      expect(await town.store.persons.findByIdentity(slack.key)).toBeUndefined();
    }
  });

  it('withdraws passport links and backpacks that were let in since, and none of before', async () => {
    await letIn('before');
    town.pass(1);
    const { code, token, stop } = await asked();
    await done(confirmRecovery(town.deps, { token, code }));
    await letIn('since');
    await town.store.walletOffers.insert({
      id: 'offer',
      codeHash: 'code',
      personId: sam.id,
      awardIds: ['award'],
      format: 'ldp_vc',
      triesLeft: 5,
      createdAt: town.deps.clock(),
      expiresAt: new Date(8e15),
      taken: [],
    });
    town.pass(1);
    await done(stopRecovery(town.deps, { token: stop }));
    expect((await town.store.shares.find('share-since'))?.withdrawnAt).toEqual(town.deps.clock());
    expect((await town.store.shares.find('share-before'))?.withdrawnAt).toBeUndefined();
    expect((await town.store.backpacks.grants.ofPerson(sam.id)).map(({ id }) => id)).toEqual([
      'grant-before',
    ]);
    expect(await town.store.backpacks.tokens.find('token-since')).toBeUndefined();
    expect(await town.store.backpacks.tokens.find('token-before')).toBeDefined();
    expect(await town.store.walletOffers.ofPerson(sam.id)).toEqual([]);
  });

  it('does so too by the link of an asking that was replaced by the one that was confirmed', async () => {
    const { stop } = await asked();
    const { code, token } = await asked();
    town.pass(1);
    await letIn('before');
    town.pass(0.5);
    await done(confirmRecovery(town.deps, { token, code }));
    await letIn('since');
    expect((await done(stopRecovery(town.deps, { token: stop }))).undone).toBe(true);
    expect((await town.store.shares.find('share-since'))?.withdrawnAt).toEqual(town.deps.clock());
    expect((await town.store.shares.find('share-before'))?.withdrawnAt).toBeUndefined();
    expect((await town.store.backpacks.grants.ofPerson(sam.id)).map(({ id }) => id)).toEqual([
      'grant-before',
    ]);
  });

  it('ends course pages too, in which an account that is taken away may still stand open', async () => {
    const { code, token, stop } = await asked();
    await done(confirmRecovery(town.deps, { token, code }));
    const now = town.deps.clock();
    const expiresAt = new Date(now.getTime() + 60_000);
    const course = buildLtiSession({ personId: sam.id, expiresAt });
    await town.store.lti.sessions.insert(course);
    await done(stopRecovery(town.deps, { token: stop }));
    expect(await town.store.lti.sessions.find(course.id, now)).toBeUndefined();
  });

  it('is of no use any more when the owner who asked is erased', async () => {
    const waiting = await asked();
    await done(erasePerson(town.deps, { actor: operatorActor, personId: town.owner.id }));
    expect(await refusalCode(showRecovery(town.deps, waiting))).toBe('recovery-void');
    expect(await refusalCode(confirmRecovery(town.deps, waiting))).toBe('recovery-void');
  });

  it('does not take an address from somebody who has it since', async () => {
    const { code, token, stop } = await asked({ lost: [`email:${school}`] });
    await done(confirmRecovery(town.deps, { token, code }));
    await town.store.persons.insert(
      buildPerson({ identities: [buildLinkedIdentity({ kind: 'email', address: school })] }),
    );
    await done(stopRecovery(town.deps, { token: stop }));
    expect(await addressesOf(sam)).toEqual([home]);
  });

  it('is possible for two weeks, and not for who was erased', async () => {
    const first = await asked();
    town.pass(14);
    expect(await refusalCode(showStop(town.deps, { token: first.stop }))).toBe('recovery-void');
    const second = await asked();
    await done(erasePerson(town.deps, { actor: operatorActor, personId: sam.id }));
    expect(await refusalCode(stopRecovery(town.deps, { token: second.stop }))).toBe('recovery-void');
    expect(await refusalCode(confirmRecovery(town.deps, second))).toBe('recovery-void');
  });
});

describe('who looks after whom', () => {
  const everything = (by: Person, whom: Person) =>
    ({
      recover: ask({ actor: actor(by), personId: whom.id }),
      export: exportPerson(town.deps, { actor: actor(by), personId: whom.id }),
      erase: erasePerson(town.deps, { actor: actor(by), personId: whom.id }),
    }) as const;
  const codes = async (by: Person, whom: Person) =>
    Promise.all(Object.values(everything(by, whom)).map((outcome) => refusalCode(outcome)));

  it('is no awarder, reviewer or learner', async () => {
    for (const by of [town.awarder, town.reviewer, town.learner]) {
      expect(new Set(await codes(by, sam))).toEqual(new Set(['not-yours']));
      expect(await refusalCode(findPeople(town.deps, { actor: actor(by), typed: 'sam' }))).toBe('not-yours');
      expect(await refusalCode(showPerson(town.deps, { actor: actor(by), personId: sam.id }))).toBe(
        'not-yours',
      );
    }
  });

  it('is no owner over an owner: that would be a way to take over an account', async () => {
    const other = buildIssuer({ slug: 'elders' });
    await town.store.issuers.save(other);
    for (const issuerId of [town.issuer.id, other.id]) {
      const grantee = { kind: 'person', personId: town.colleague.id } as const;
      await town.store.roles.insert(buildRoleGrant({ issuerId, role: 'owner', grantee }));
      expect(new Set(await codes(town.owner, town.colleague))).toEqual(new Set(['person-is-owner']));
      await town.store.roles.remove(issuerId, 'owner', `person:${town.colleague.id}`);
    }
    await town.store.roles.insert(
      buildRoleGrant({
        issuerId: town.issuer.id,
        role: 'owner',
        grantee: { kind: 'workspace', workspace: 'slack:T1', among: 'everyone' },
      }),
    );
    expect(new Set(await codes(town.owner, sam))).toEqual(new Set(['person-is-owner']));
  });

  it('is no owner over who awards or reviews for an organisation of others', async () => {
    await done(ask({ personId: town.awarder.id, address: 'a1@x.example' }));
    const other = buildIssuer({ slug: 'elders' });
    await town.store.issuers.save(other);
    const grantee = { kind: 'person', personId: sam.id } as const;
    await town.store.roles.insert(buildRoleGrant({ issuerId: other.id, role: 'reviewer', grantee }));
    expect(new Set(await codes(town.owner, sam))).toEqual(new Set(['person-of-others']));
  });

  it('is no owner over themselves through this door, and the operator over everybody', async () => {
    expect(await refusalCode(ask({ personId: town.owner.id }))).toBe('own-person');
    await done(ask({ actor: operatorActor, personId: town.owner.id }));
    expect((await town.store.audit.page({}, { limit: 1 })).items[0]).toMatchObject({
      action: 'recovery-asked',
      by: 'operator',
    });
  });

  it('is weighed once more when the address is confirmed', async () => {
    const grantee = { kind: 'person', personId: sam.id } as const;
    const asOwner = await asked();
    await town.store.roles.insert(buildRoleGrant({ issuerId: town.issuer.id, role: 'owner', grantee }));
    expect(await refusalCode(confirmRecovery(town.deps, asOwner))).toBe('recovery-void');
    await town.store.roles.remove(town.issuer.id, 'owner', `person:${sam.id}`);
    await town.store.roles.remove(town.issuer.id, 'owner', `person:${town.owner.id}`);
    expect(await refusalCode(confirmRecovery(town.deps, asOwner))).toBe('recovery-void');
    expect(await addressesOf(sam)).toEqual([school, home]);
  });

  it('tells the person when an owner downloaded their record, and nobody when they did themselves', async () => {
    await done(exportPerson(town.deps, { actor: actor(sam), personId: sam.id }));
    await done(exportPerson(town.deps, { actor: operatorActor, personId: sam.id }));
    expect(await delivered()).toEqual([]);
    await done(exportPerson(town.deps, { actor: actor(town.owner, { name: 'Eva' }), personId: sam.id }));
    const told = await delivered();
    expect(told).toHaveLength(3);
    expect(told[0]).toMatchObject({
      notice: { kind: 'record-downloaded', by: { personId: town.owner.id, name: 'Eva' } },
      about: [sam.id, town.owner.id],
    });
  });
});

describe('finding people', () => {
  const found = async (typed: string) =>
    (await done(findPeople(town.deps, { actor: actor(town.owner), typed }))).found.items.map(({ id }) => id);

  it('goes by name, address or account as it is written everywhere, and never lists everybody', async () => {
    for (const typed of ['SAM stud', 'sam@sch', school, `email:${home}`, 'slack:T1:USAM'])
      expect(await found(typed), typed).toEqual([sam.id]);
    for (const typed of ['', ' ', 's', '@', '.*', 'slack:T1:nobody'])
      expect(await found(typed), typed).toEqual([]);
  });

  it('shows who they are and what happened to the account, not what is in the passport', async () => {
    await asked();
    const { sheet } = await done(showPerson(town.deps, { actor: actor(town.owner), personId: sam.id }));
    expect(sheet).toMatchObject({ awards: 0, roles: [], hands: undefined, person: { id: sam.id } });
    expect(sheet.acts.map(({ entry, by }) => [entry.action, by?.id])).toEqual([
      ['recovery-asked', town.owner.id],
    ]);
    const self = await done(showPerson(town.deps, { actor: actor(town.owner), personId: town.owner.id }));
    expect(self.sheet.hands).toEqual({ code: 'own-person' });
    expect(await refusalCode(showPerson(town.deps, { actor: actor(town.owner), personId: 'x' }))).toBe(
      'unknown-person',
    );
  });
});
