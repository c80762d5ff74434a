import { afterAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { DeliveryResult, Notifier } from '../../src/ports/notifier.ts';
import { deliverNextMessage } from '../../src/use-cases/deliver-messages.ts';
import { endInstallation, keepInstallation } from '../../src/use-cases/keep-installation.ts';
import { setPreferences } from '../../src/use-cases/set-preferences.ts';
import { buildLinkedIdentity } from '../builders/build-person.ts';
import { digestTown, type DigestTown } from '../use-cases/digest-town.ts';
import { hiddenFields, visitor, type Visitor } from './browser-like.ts';
import { fixedIds, serveApp, type RunningApp } from './demo-app.ts';

const address = 'sam@thuis.example';
const running: RunningApp[] = [];
afterAll(() => Promise.all(running.map((app) => app.close())));

/** A learner of a workspace, with a badge, a confirmed address of their own, and a share link. */
async function learner(): Promise<{
  readonly town: DigestTown;
  readonly app: RunningApp;
  readonly person: Person;
  readonly share: string;
}> {
  const town = digestTown('2025-11-24T09:00:00Z');
  const person = await town.person({
    name: 'Student Sam',
    identities: [
      buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'USAM' }),
      buildLinkedIdentity({ kind: 'email', address }, { vouchedBy: 'confirmed' }),
    ],
  });
  await keepInstallation(town.deps, { key: 'slack:T1', name: 'School', sealed: 'sealed' });
  const award = await town.award(person, { slug: 'lassen' });
  await town.tick();
  const app = await serveApp({ ...town.deps, ids: fixedIds('for life'), mailOn: true });
  running.push(app);
  const browser = await byMail(town, app);
  await browser.get('/me/share?all=1');
  await browser.send('/me/share', { entry: `award:${award.id}` });
  const [made] = await town.store.shares.ofPerson(person.id);
  return { town, app, person, share: `/passports/${made?.token ?? ''}` };
}

/** Delivers everything; chat answers as given. Gives what came by mail. */
async function deliver(town: DigestTown, chat: DeliveryResult) {
  const mails: string[] = [];
  let token = '';
  const notifier = (channel: 'slack' | 'email'): Notifier => ({
    channel,
    deliver: ({ notice, destination }) => {
      if (channel === 'slack') return Promise.resolve(chat);
      mails.push(`${notice.kind} ${destination.kind === 'person' ? destination.identity : ''}`);
      if (notice.kind === 'sign-in-link') ({ token } = notice);
      return Promise.resolve({ kind: 'delivered' });
    },
    findDelivered: () => Promise.resolve(undefined),
  });
  const notifiers = new Map([
    ['slack', notifier('slack')],
    ['email', notifier('email')],
  ] as const);
  for (const lane of ['prompt', 'bulk'] as const)
    while (await deliverNextMessage({ ...town.deps, notifiers, jitter: () => 0 }, lane));
  return { mails, token };
}

/** Signs in with nothing but the mailbox. */
async function byMail(town: DigestTown, app: RunningApp): Promise<Visitor> {
  const browser = visitor(app.url);
  const asked = hiddenFields((await browser.get('/sign-in')).text, '/sign-in');
  await browser.post('/sign-in', { ...asked, address });
  const { token } = await deliver(town, { kind: 'delivered' });
  const link = `/sign-in/${token}`;
  const entered = await browser.post(link, hiddenFields((await browser.get(link)).text, ''));
  expect([entered.status, entered.location]).toEqual([303, '/me']);
  return browser;
}

const deactivated: DeliveryResult = { kind: 'impossible', error: 'user_disabled', unreachable: true };
const away: DeliveryResult = { kind: 'again', error: 'not installed', afterMs: 3_600_000 };

describe('a passport is for life', () => {
  it.each([
    ['whose chat account was deactivated', deactivated, async () => undefined],
    [
      'whose workspace took the app out',
      away,
      (town: DigestTown) => endInstallation(town.deps, { key: 'slack:T1' }),
    ],
  ] as const)(
    'of somebody %s: they sign in by mail, and keep passport, links and digests',
    async (_, chat, leave) => {
      const { town, app, person, share } = await learner();
      await leave(town);
      town.at('2025-12-01T09:30:00Z');
      await town.award(person, { slug: 'solderen', awardedAt: new Date('2025-11-28T10:00:00Z') });
      await town.tick();
      expect((await deliver(town, chat)).mails).toEqual([`digest email:${address}`]);
      town.at('2025-12-08T09:30:00Z');
      await town.award(person, { slug: 'frezen', awardedAt: new Date('2025-12-05T10:00:00Z') });
      await town.tick();
      expect((await deliver(town, chat)).mails).toEqual([`digest email:${address}`]);

      const browser = await byMail(town, app);
      const passport = (await browser.get('/me')).text;
      for (const award of await town.store.awards.ofPerson(person.id)) expect(passport).toContain(award.id);
      expect((await visitor(app.url).get(share)).status).toBe(200);
      expect((await browser.get('/me/settings')).text).toContain(address);
      const chosen = await setPreferences(town.deps, {
        actor: { personId: person.id, standing: 'guest', via: 'web' },
        digest: 'monthly',
      });
      expect(chosen.ok).toBe(true);
    },
  );
});
