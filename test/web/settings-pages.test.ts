import { inspect } from 'node:util';
import { Binary, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectMongo } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import { linkIdentity, type Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { erasureMark } from '../../src/use-cases/erasure-mark.ts';
import { askRecovery } from '../../src/use-cases/ask-recovery.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { mailCode } from '../../src/use-cases/link-by-mail.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { nominate } from '../../src/use-cases/nominate.ts';
import { digestTokens, setDigestByToken } from '../../src/use-cases/unsubscribe.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { testDatabase, type TestDatabase } from '../database.ts';
import type { Visitor } from './browser-like.ts';
import { fixedIds, importDemoCatalogue, now, serveApp, type RunningApp } from './demo-app.ts';
import { foreignBadgeFor } from './foreign-badge-for.ts';
import { signInAs } from './sign-in-as.ts';

let app: RunningApp;
let store: Store;
let database: TestDatabase;
let end: () => Promise<void>;
const ids = fixedIds('settings');
const clock = () => now;

beforeAll(async () => {
  database = await testDatabase();
  const connection = await connectMongo(database.uri);
  await migrate(connection, { now: clock, log: () => undefined });
  store = createMongoStore(connection);
  await importDemoCatalogue(store);
  end = async () => {
    await connection.close();
    await database.drop();
  };
  app = await serveApp({ store, ids: fixedIds('settings pages'), mailOn: true });
});

afterAll(async () => {
  await app?.close();
  await end?.();
});

async function somebody(facts: Partial<Person> = {}): Promise<Person> {
  const person = buildPerson({ name: 'Student Sam', ...facts });
  await store.persons.insert(person);
  return person;
}

const latestMail = async () => {
  const found = [];
  for (;;) {
    const message = await store.outbox.claim(now, new Date(now.getTime() + 1));
    if (message === undefined) return found.at(-1);
    found.push(message);
    await store.outbox.save({ ...message, status: 'delivered', deliveredAt: now });
  }
};

describe('settings', () => {
  it('are kept, and show in the language that was chosen', async () => {
    const person = await somebody({
      identities: [
        buildLinkedIdentity({ kind: 'email', address: 'kept@voorbeeld.example' }, { vouchedBy: 'confirmed' }),
      ],
    });
    const browser = await signInAs(app.url, store, person.id);
    await browser.get('/me/settings');
    const fields = {
      locale: 'en',
      timeZone: 'Europe/Brussels',
      digest: 'monthly',
      digestHour: '7',
      digestBy: 'mail',
    };
    expect((await browser.send('/me/settings', fields)).location).toBe('/me/settings?saved=1');
    expect((await browser.get('/me/settings?saved=1')).text).toContain('Saved.');
    expect(await store.persons.find(person.id)).toMatchObject({
      locale: 'en',
      localeChosen: true,
      timeZone: 'Europe/Brussels',
      preferences: { digest: 'monthly', digestHour: 7, digestBy: 'mail' },
    });
  });

  it('refuse what is none, and change nothing by it', async () => {
    const person = await somebody();
    const browser = await signInAs(app.url, store, person.id);
    await browser.get('/me/settings');
    for (const fields of [{ timeZone: 'Mars/Olympus' }, { digestHour: '24' }])
      expect((await browser.send('/me/settings', fields)).status).toBe(422);
    expect(await store.persons.find(person.id)).toEqual(person);
  });
});

describe('the digest', () => {
  const slack = (user: string) => buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user });
  const mail = (name: string) =>
    buildLinkedIdentity({ kind: 'email', address: `${name}@voorbeeld.example` }, { vouchedBy: 'confirmed' });
  const since = new Date('2026-03-02T10:00:00Z');
  const visit = async (facts: Partial<Person>, state: object = {}) => {
    const person = await somebody({ locale: 'nl', ...facts });
    await store.digestStates.enrol([{ personId: person.id, dueAt: now, coveredUntil: now, ...state }]);
    const browser = await signInAs(app.url, store, person.id);
    return { person, browser, text: (await browser.get('/me/settings')).text };
  };

  it('says when it comes next, on one’s own clocks', async () => {
    const { text } = await visit({
      identities: [slack('U0NEXT')],
      timeZone: 'America/New_York',
      preferences: { digestHour: 20 },
    });
    expect(text).toMatch(/komt in Slack of Teams, de volgende keer op \d+ \w+ \d{4} om 20\.00 uur/u);
  });

  it('can’t be had by mail before an address is confirmed, which the page says', async () => {
    const { person, browser, text } = await visit({
      identities: [
        slack('U0NOMAIL'),
        buildLinkedIdentity(
          { kind: 'email', address: 'others-say@voorbeeld.example' },
          { vouchedBy: 'catalogue' },
        ),
      ],
    });
    expect(text).toMatch(/<option value="mail"[^>]* disabled/u);
    expect(text).toContain('E-mail kan zodra je hieronder een eigen adres hebt bevestigd');
    const answer = await browser.send('/me/settings', { digestBy: 'mail' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Bevestig eerst een e-mailadres');
    expect((await store.persons.find(person.id))?.preferences).toBeUndefined();
    const able = await visit({ identities: [mail('able')] });
    expect(able.text).not.toMatch(/<option value="mail"[^>]* disabled/u);
  });

  it.each([
    ['the chat', [slack('U0A')], { chatRefusedAt: since }, 'er is geen bevestigd e-mailadres'],
    ['the address', [mail('b')], {}, 'Je e-mailadres nam het niet meer aan'],
    ['both', [slack('U0C'), mail('c')], { chatRefusedAt: since }, 'en je e-mailadres ook niet'],
  ])('says since when it stopped as %s refused it, and starts again', async (_, identities, state, why) => {
    const { person, browser, text } = await visit(
      { identities, preferences: { digest: 'monthly' } },
      { ...state, stoppedAt: since },
    );
    expect(text).toContain('Je overzicht is op 2 maart 2026 gestopt');
    expect(text).toContain(why);
    expect((await browser.send('/me/settings/digest', { digest: 'monthly' })).location).toBe(
      '/me/settings?saved=1',
    );
    const again = await store.digestStates.find(person.id);
    expect(again).not.toHaveProperty('stoppedAt');
    expect(again).not.toHaveProperty('chatRefusedAt');
    expect((await browser.get('/me/settings')).text).not.toContain('gestopt');
    expect((await store.persons.find(person.id))?.preferences?.digest).toBe('monthly');
  });

  it('says that it comes by mail as the chat refuses it, and tries the chat again', async () => {
    const { person, browser, text } = await visit(
      { identities: [slack('U0D'), mail('d')] },
      { chatRefusedAt: since },
    );
    expect(text).toContain('neemt sinds 2 maart 2026 geen berichten van ons aan jou meer aan');
    await browser.send('/me/settings/digest', { digest: 'weekly' });
    expect(await store.digestStates.find(person.id)).not.toHaveProperty('chatRefusedAt');
  });

  it('says who turned it off and when, and is turned on again', async () => {
    const { person, browser } = await visit({ identities: [mail('e')] });
    const tokens = digestTokens('a secret of this test');
    await setDigestByToken(
      { store, clock, ids, digestTokens: tokens },
      { token: tokens.of(person.id), digest: 'off' },
    );
    const text = async () => (await browser.get('/me/settings')).text;
    expect(await text()).toContain('uit met de link in een mail');
    // Turned off once more it stays what it was.
    await browser.send('/me/settings', { digest: 'off' });
    expect(await text()).toContain('uit met de link in een mail');
    await browser.send('/me/settings/digest', { digest: 'weekly' });
    expect((await store.persons.find(person.id))?.preferences).toEqual({ digest: 'weekly' });
    await browser.send('/me/settings', { digest: 'off' });
    expect(await text()).toContain('zo gekozen');
  });

  it('says that it can go nowhere yet', async () => {
    const { text } = await visit({ identities: [] });
    expect(text).toContain('Je overzicht kan nog nergens heen');
  });
});

describe('an address of one’s own', () => {
  const address = 'prive@voorbeeld.example';

  it('is confirmed by a mailed code, and then signs its person in', async () => {
    const person = await somebody({
      identities: [buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'U0OWNADDRESS' })],
    });
    const browser = await signInAs(app.url, store, person.id);
    await browser.get('/me/settings');
    const asked = await browser.send('/me/settings/address', { address: address.toUpperCase() });
    expect(asked.text).toContain('name="code"');
    const mail = await latestMail();
    const code = mail?.notice.kind === 'mail-code' ? mail.notice.code : '';
    const csrf = /name="csrf" value="([^"]+)"/u.exec(asked.text)?.[1] ?? '';
    const wrong = await browser.post('/me/settings/code', { csrf, code: 'AAAAAAAA' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/id="code"[^>]* value="AAAAAAAA" autofocus/u);
    const right = await browser.post('/me/settings/code', { csrf, code });
    expect(right.text).toContain(`${address} hoort nu bij jouw paspoort`);
    expect(await latestMail()).toMatchObject({
      channel: 'slack',
      notice: { kind: 'address-changed', address, change: 'added' },
    });
    expect((await browser.post('/me/settings/code', { csrf, code })).status).toBe(422);
    const found = await store.persons.findByIdentity(`email:${address}`);
    expect(found).toMatchObject({ id: person.id });
    expect(found?.identities.find(({ key }) => key === `email:${address}`)?.vouchedBy).toBe('confirmed');
  });

  it('is mailed its code in the language of the page, where theirs is not known', async () => {
    const browser = await signInAs(app.url, store, (await somebody()).id);
    await browser.get('/me/settings?lang=en');
    await browser.send('/me/settings/address', { address: 'english@voorbeeld.example' });
    expect((await latestMail())?.destination.locale).toBe('en');
  });

  it('is mailed once in two minutes, however often it is asked for', async () => {
    const person = await somebody();
    const actor = { personId: person.id, standing: 'member', via: 'web' } as const;
    const ask = (seconds: number, to = 'vaak@voorbeeld.example') =>
      mailCode(
        {
          store,
          ids: fixedIds(`codes ${seconds} ${to}`),
          clock: () => new Date(now.getTime() + seconds * 1000),
        },
        { actor, address: to, locale: 'nl' },
      );
    const before = (await store.outbox.countByStatus()).waiting;
    for (const seconds of [0, 0, 1]) expect(await ask(seconds)).toMatchObject({ ok: true });
    expect((await store.outbox.countByStatus()).waiting).toBe(before + 1);
    await ask(1, 'ander@voorbeeld.example');
    await ask(120);
    expect((await store.outbox.countByStatus()).waiting).toBe(before + 3);
  });

  it.each(['address', 'address/remove', 'code'])('leads from %s to its form', async (part) => {
    const browser = await signInAs(app.url, store, (await somebody()).id);
    expect((await browser.get(`/me/settings/${part}?lang=en`)).location).toBe('/me/settings?lang=en');
  });

  it.each(['', 'geen adres', 'a@b'])('is refused when it is %j', async (typed) => {
    const browser = await signInAs(app.url, store, (await somebody()).id);
    await browser.get('/me/settings');
    const refused = await browser.send('/me/settings/address', { address: typed });
    expect(refused.status).toBe(422);
    const kept = typed === '' ? 'value' : `value="${typed}"`;
    expect(refused.text).toContain(`${kept} autofocus aria-invalid="true"`);
  });

  it('is taken away, unless it is the last way in', async () => {
    const only = buildLinkedIdentity({ kind: 'email', address: 'een@voorbeeld.example' });
    const person = await somebody({ identities: [only] });
    const browser = await signInAs(app.url, store, person.id);
    await browser.get('/me/settings');
    const refused = await browser.send('/me/settings/address/remove', { identity: only.key });
    expect(refused.text).toContain('laatste manier');
    const known = await store.persons.find(person.id);
    if (known === undefined) throw new Error('nobody');
    await store.persons.save(
      linkIdentity(known, { kind: 'email', address: 'twee@voorbeeld.example' }, 'confirmed', now),
    );
    await browser.get('/me/settings');
    await browser.post('/me/settings/address/remove', {
      csrf: /name="csrf" value="([^"]+)"/u.exec((await browser.get('/me/settings')).text)?.[1] ?? '',
      identity: only.key,
    });
    expect((await store.persons.find(person.id))?.identities.map(({ key }) => key)).toEqual([
      'email:twee@voorbeeld.example',
    ]);
  });
});

describe('accounts', () => {
  it('are told by the names of their workspaces, not by what machines call them', async () => {
    const person = await somebody({
      identities: [
        buildLinkedIdentity({ kind: 'slack', workspace: 'T0NAMED', user: 'U0SAM' }),
        buildLinkedIdentity({ kind: 'slack', workspace: 'T0UNNAMED', user: 'U0SAM' }),
      ],
    });
    await store.workspaces.save({ key: 'slack:T0NAMED', name: 'Slack van school', connectedAt: now });
    const browser = await signInAs(app.url, store, person.id);
    const { text } = await browser.get('/me/settings');
    expect(text).toContain('Slack van school · sinds');
    expect(text).not.toMatch(/T0NAMED|T0UNNAMED/u);
  });
});

describe('sessions', () => {
  it('are listed, and ended one by one or all at once', async () => {
    const person = await somebody();
    const [first, second] = [
      await signInAs(app.url, store, person.id),
      await signInAs(app.url, store, person.id),
    ];
    const page = await first.get('/me/settings');
    const other = /name="session" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const csrf = /name="csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    await first.post('/me/settings/sessions/end', { csrf, session: other });
    expect((await second.get('/me')).status).toBe(303);
    expect((await first.post('/me/settings/sessions/end-all', { csrf })).location).toBe('/signed-out');
    expect(await store.sessions.ofPerson(person.id, now)).toEqual([]);
  });
});

describe('erasing oneself', () => {
  it('asks for a word, and does nothing without it', async () => {
    const person = await somebody();
    const browser = await signInAs(app.url, store, person.id);
    await browser.get('/me/erase');
    for (const sure of ['', 'ja'])
      expect((await browser.send('/me/erase', { sure })).text).toContain('Er is niets gewist');
    expect(await store.persons.find(person.id)).toEqual(person);
  });

  it('leaves nothing of name, address, accounts and tokens in any collection or in the log', async () => {
    const { person, browser, absorbed, needles } = await livedThrough();
    const before = await everything();
    const missing = [...needles].filter(([, needle]) => !before.includes(needle)).map(([name]) => name);
    expect(missing).toEqual([]);

    await browser.get('/me/erase');
    const erased = await browser.send('/me/erase', { sure: 'wissen' });
    expect(erased.text).toContain('Alles is gewist');
    expect((await browser.get('/me')).status).toBe(303);

    const left = await everything();
    const found = [...needles].filter(([, needle]) => left.includes(needle)).map(([name]) => name);
    expect(found).toEqual([]);
    const log = folded(
      inspect(app.log, { depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity }),
    );
    expect(log).toContain('/me/erase');
    expect([...needles].filter(([, needle]) => log.includes(needle)).map(([name]) => name)).toEqual([]);
    // Nor the random numbers that stood for them; the audit still tells what was done, and that somebody was erased.
    expect(await collectionsWith(person.id)).toEqual([]);
    expect(await collectionsWith(absorbed)).toEqual([]);
    expect(await collectionsWith('person:erased')).toEqual(['audit']);
    expect(await collectionsWith(erasureMark(person.id))).toEqual(['audit']);
  });

  /** Somebody who did, got and said all that a person can here, and the texts by which they would be known. */
  async function livedThrough(): Promise<{
    readonly person: Person;
    readonly browser: Visitor;
    readonly absorbed: string;
    readonly needles: ReadonlyMap<string, string>;
  }> {
    const name = 'Xanthippe Zoekmaar';
    const address = 'xanthippe@zoekmaar.example';
    const person = await somebody({
      name,
      identities: [
        buildLinkedIdentity({ kind: 'slack', workspace: 'T0ERASE', user: 'U0XANTHIPPE' }),
        buildLinkedIdentity({ kind: 'email', address }, { vouchedBy: 'confirmed' }),
      ],
    });
    const double = await somebody({
      name: `${name} dubbel`,
      identities: [buildLinkedIdentity({ kind: 'teams', tenant: 'tenant-1', user: 'teams-xanthippe' })],
    });
    const actor = { personId: person.id, standing: 'member', via: 'slack', name } as const;
    await mergePersons({ store, clock, ids }, { actor, keep: person.id, absorb: double.id });
    const other = await somebody({ name: 'Iemand Anders' });
    const badge = await store.badges.findBySlug('samenwerken');
    if (badge === undefined) throw new Error('no badge');
    for (const role of ['awarder', 'reviewer'] as const)
      for (const holder of [person, other])
        await store.roles.insert(
          buildRoleGrant({
            issuerId: badge.issuerId,
            role,
            grantee: { kind: 'person', personId: holder.id },
            grantedBy: person.id,
          }),
        );
    const award = (by: Person, to: Person, deliveryKey: string) =>
      awardBadge(
        { store, clock, ids },
        {
          actor: { personId: by.id, standing: 'member', via: 'slack', name: by.name ?? '' },
          deliveryKey,
          badge: 'samenwerken',
          recipients: [to.id],
          reason: `Voor ${to.name ?? ''}`,
        },
      );
    await award(person, other, 'given by them');
    await award(other, person, 'given to them');
    const [got] = await store.awards.ofPerson(person.id);
    await store.evidence.insert(
      buildEvidence({
        subject: { kind: 'award', id: got?.id ?? '' },
        text: `Gezien hoe ${name} dat deed`,
        authorId: other.id,
      }),
    );
    const nominated = await nominate(
      { store, clock, ids },
      {
        actor: { personId: other.id, standing: 'member', via: 'slack', name: 'Iemand Anders' },
        deliveryKey: 'nominated',
        badge: 'presenteren',
        nominee: person.id,
        reason: `${name} kan dit`,
      },
    );
    if (!nominated.ok) throw new Error(nominated.refusal.code);
    const browser = await signInAs(app.url, store, person.id);
    await browser.get('/me/experiences/new');
    await browser.send('/me/experiences', { kind: 'work', title: `Werk van ${name}` });
    await browser.get('/me/import');
    await browser.upload('/me/import', 'badge.png', await foreignBadgeFor(address, `Badge van ${name}`));
    await browser.get('/me/share?all=1');
    await browser.send('/me/share', { entry: `award:${got?.id ?? ''}`, label: `Link van ${name}` });
    await browser.get('/me/settings');
    await browser.send('/me/settings/address', { address: 'nieuw@zoekmaar.example' });
    const asked = await askRecovery(
      { store, clock, ids, mailOn: true },
      { actor: operatorActor, personId: person.id, address: 'hersteld@zoekmaar.example' },
    );
    if (!asked.ok) throw new Error(asked.refusal.code);
    const [share] = await store.shares.ofPerson(person.id);
    const session = (await store.sessions.ofPerson(person.id, now))[0];
    return {
      person,
      browser,
      absorbed: double.id,
      needles: new Map(
        (
          [
            ['name', name],
            ['first name', 'Xanthippe'],
            ['last name', 'Zoekmaar'],
            ['address', address],
            ['new address', 'nieuw@zoekmaar.example'],
            ['recovered address', 'hersteld@zoekmaar.example'],
            ['slack account', 'U0XANTHIPPE'],
            ['teams account', 'teams-xanthippe'],
            ['share link', share?.token ?? 'no share'],
            ['session', session?.id ?? 'no session'],
          ] as const
        ).map(([what, needle]) => [what, folded(needle)]),
      ),
    };
  }

  /** What is stored folded is found too. */
  function folded(text: string): string {
    return text.toLowerCase();
  }

  /** Every document of every collection, as one text. */
  async function everything(): Promise<string> {
    return folded([...(await documents()).values()].join('\n'));
  }

  async function collectionsWith(needle: string): Promise<readonly string[]> {
    return [...(await documents())].filter(([, text]) => text.includes(needle)).map(([name]) => name);
  }

  async function documents(): Promise<ReadonlyMap<string, string>> {
    const client = await new MongoClient(database.uri).connect();
    try {
      const db = client.db(database.name);
      const texts = new Map<string, string>();
      const collections = await db.listCollections().toArray();
      for (const { name } of collections.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
        texts.set(name, JSON.stringify((await db.collection(name).find().toArray()).map(readable)));
      return texts;
    } finally {
      await client.close();
    }
  }

  /** With bytes as what they spell, which JSON would write in base64. */
  function readable(value: unknown): unknown {
    if (value instanceof Binary) return Buffer.from(value.buffer).toString('utf8');
    if (Array.isArray(value)) return value.map(readable);
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readable(inner)]));
  }
});
