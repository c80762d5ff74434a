import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import { linkIdentity } from '../../src/domain/person.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { mailSignInLink } from '../../src/use-cases/mail-sign-in-link.ts';
import { makeSignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { showSignInLink, signIn } from '../../src/use-cases/sign-in.ts';
import { endSession, signedIn, signOut, signOutEverywhere } from '../../src/use-cases/signed-in.ts';
import { buildLtiSession } from '../builders/build-lti-session.ts';
import { actor, done, refusalCode, smallTown, type SmallTown } from './community.ts';

let town: SmallTown;
beforeEach(async () => {
  town = await smallTown();
});

async function enter(personId = town.learner.id): Promise<string> {
  const { token } = await makeSignInLink(town.deps, { personId, by: 'chat' });
  const entered = await signIn(town.deps, { token, device: 'Firefox, Linux' });
  if (!entered.ok) throw new Error(entered.refusal.code);
  return entered.token;
}

async function mails(): Promise<readonly OutboxMessage[]> {
  const found: OutboxMessage[] = [];
  for (;;) {
    const message = await town.store.outbox.claim(town.deps.clock(), new Date(8.64e15));
    if (message === undefined) return found;
    found.push(message);
  }
}

describe('a sign-in link', () => {
  it('shows whom it signs in without being used up, and then signs in once', async () => {
    const { token } = await makeSignInLink(town.deps, {
      personId: town.learner.id,
      by: 'course',
      next: '/me?kind=work',
      workspace: 'lti:p1',
      standing: 'member',
    });
    for (let look = 0; look < 3; look++)
      expect(await showSignInLink(town.deps, { token })).toMatchObject({
        ok: true,
        person: { id: town.learner.id },
      });
    expect(await signIn(town.deps, { token })).toMatchObject({
      ok: true,
      next: '/me?kind=work',
      session: { personId: town.learner.id, by: 'course', workspace: 'lti:p1', standing: 'member' },
    });
    const again = await signIn(town.deps, { token });
    expect(again).toEqual({ ok: false, refusal: { code: 'sign-in-link-void' } });
  });

  it('signs one of ten in who use it at once', async () => {
    const { token } = await makeSignInLink(town.deps, { personId: town.learner.id, by: 'chat' });
    const entered = await Promise.all(Array.from({ length: 10 }, () => signIn(town.deps, { token })));
    expect(entered.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is void after a quarter of an hour, when made up, and of another purpose', async () => {
    const { token } = await makeSignInLink(town.deps, { personId: town.learner.id, by: 'chat' });
    town.pass(15 / (24 * 60));
    expect((await signIn(town.deps, { token })).ok).toBe(false);
    expect((await showSignInLink(town.deps, { token: 'made-up' })).ok).toBe(false);
  });

  it('is void once its person was erased, and so is every session', async () => {
    const { learner } = town;
    const { token } = await makeSignInLink(town.deps, { personId: learner.id, by: 'chat' });
    const session = await enter();
    await done(erasePerson(town.deps, { actor: actor(learner), personId: learner.id }));
    expect((await signIn(town.deps, { token })).ok).toBe(false);
    expect(await signedIn(town.deps, { token: session })).toBeUndefined();
  });
});

describe('a sign-in link by mail', () => {
  const address = 'Learner@Voorbeeld.example';
  beforeEach(async () => {
    const person = linkIdentity(
      town.learner,
      { kind: 'email', address: address.toLowerCase() },
      'catalogue',
      town.deps.clock(),
    );
    await town.store.persons.save(person);
  });

  it('goes to a known address, in any case, and confirms it when it is used', async () => {
    await done(
      mailSignInLink(town.deps, { address: ` ${address.toUpperCase()} `, locale: 'nl', next: '/me' }),
    );
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      channel: 'email',
      destination: { identity: `email:${address.toLowerCase()}`, personId: town.learner.id },
      notice: { kind: 'sign-in-link' },
    });
    const token = mail?.notice.kind === 'sign-in-link' ? mail.notice.token : '';
    expect(await signIn(town.deps, { token })).toMatchObject({
      ok: true,
      next: '/me',
      session: { by: 'mail' },
    });
    const person = await town.store.persons.find(town.learner.id);
    expect(person?.identities.find(({ identity }) => identity.kind === 'email')?.vouchedBy).toBe('confirmed');
  });

  it('answers the same for an address that nobody has, and sends nothing', async () => {
    expect(await mailSignInLink(town.deps, { address: 'niemand@voorbeeld.example', locale: 'nl' })).toEqual(
      await mailSignInLink(town.deps, { address, locale: 'nl' }),
    );
    expect(await mails()).toHaveLength(1);
  });

  it('is one mail however often it is asked for within two minutes', async () => {
    for (let time = 0; time < 5; time++) await done(mailSignInLink(town.deps, { address, locale: 'nl' }));
    expect(await mails()).toHaveLength(1);
    town.pass(3 / (24 * 60));
    await done(mailSignInLink(town.deps, { address, locale: 'nl' }));
    expect(await mails()).toHaveLength(1);
  });

  it.each(['', 'geen adres', 'a@b', `${'x'.repeat(300)}@voorbeeld.example`, 'a@b.c\nBcc: d@e.f'])(
    'is refused to %j',
    async (wrong) => {
      expect(await refusalCode(mailSignInLink(town.deps, { address: wrong, locale: 'nl' }))).toBe('invalid');
    },
  );
});

describe('a session', () => {
  it('lasts while it is used, and at most ninety days', async () => {
    const token = await enter();
    expect(await signedIn(town.deps, { token })).toMatchObject({
      person: { id: town.learner.id },
      renewed: false,
    });
    for (let week = 0; week < 12; week++) {
      town.pass(7);
      expect(await signedIn(town.deps, { token })).toMatchObject({ renewed: true });
    }
    town.pass(7);
    expect(await signedIn(town.deps, { token })).toBeUndefined();
  });

  it('ends after two weeks without use', async () => {
    const token = await enter();
    town.pass(14);
    expect(await signedIn(town.deps, { token })).toBeUndefined();
  });

  it('ends by signing out, here or everywhere, and nobody ends somebody else’s', async () => {
    const [first, second, third, other] = [
      await enter(),
      await enter(),
      await enter(),
      await enter(town.owner.id),
    ];
    await signOut(town.deps, { token: first });
    expect(await signedIn(town.deps, { token: first })).toBeUndefined();
    const one = await signedIn(town.deps, { token: second });
    const sessionId = one?.session.id ?? '';
    await endSession(town.deps, { personId: town.owner.id, sessionId });
    expect(await signedIn(town.deps, { token: second })).toBeDefined();
    await endSession(town.deps, { personId: town.learner.id, sessionId });
    expect(await signedIn(town.deps, { token: second })).toBeUndefined();
    const pending = await makeSignInLink(town.deps, { personId: town.learner.id, by: 'chat' });
    const course = buildLtiSession({
      personId: town.learner.id,
      expiresAt: new Date(town.deps.clock().getTime() + 60_000),
    });
    await town.store.lti.sessions.insert(course);
    await signOutEverywhere(town.deps, { personId: town.learner.id });
    expect(await signedIn(town.deps, { token: third })).toBeUndefined();
    expect(await town.store.lti.sessions.find(course.id, town.deps.clock())).toBeUndefined();
    expect((await signIn(town.deps, { token: pending.token })).ok).toBe(false);
    expect(await signedIn(town.deps, { token: other })).toBeDefined();
  });

  it('of somebody who is absorbed by another ends; the other’s goes on', async () => {
    const [absorbed, kept] = [await enter(town.colleague.id), await enter()];
    const command = { actor: actor(town.learner), keep: town.learner.id, absorb: town.colleague.id };
    await done(mergePersons(town.deps, command));
    expect(await signedIn(town.deps, { token: absorbed })).toBeUndefined();
    expect(await signedIn(town.deps, { token: kept })).toBeDefined();
  });
});
