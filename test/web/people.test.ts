import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkIdentity, type Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { hiddenFields, visitor, type Visitor } from './browser-like.ts';
import { fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';
import { signedInVisitor } from './signed-in-visitor.ts';

const issuer = buildIssuer({ slug: 'werkplaats', name: { nl: 'Werkplaats', en: 'Workshop' } });
let store: Store;
let app: RunningApp;
let owner: Visitor;
let owning: Person;
let awarder: Visitor;
let awarding: Person;

async function somebody(facts: Partial<Person> = {}): Promise<Person> {
  const person = buildPerson({ name: 'Student Sam', ...facts });
  await store.persons.insert(person);
  return person;
}

const mailbox = (address: string) =>
  buildLinkedIdentity({ kind: 'email', address }, { vouchedBy: 'confirmed' });

const deps = (seed: string) => ({ store, ids: fixedIds(seed), clock: () => now });

beforeAll(async () => {
  store = createMemoryStore();
  app = await serveApp({ store, mailOn: true, ids: fixedIds('people pages'), costlyRequestsPerMinute: 6000 });
  await store.issuers.save(issuer);
  [owning, awarding] = [await somebody({ name: 'Eigenaar Eva' }), await somebody({ name: 'Begeleider Bas' })];
  for (const [person, role] of [
    [owning, 'owner'],
    [awarding, 'awarder'],
  ] as const)
    await store.roles.insert(
      buildRoleGrant({ issuerId: issuer.id, role, grantee: { kind: 'person', personId: person.id } }),
    );
  owner = await signedInVisitor(deps('owner'), app.url, owning.id);
  awarder = await signedInVisitor(deps('awarder'), app.url, awarding.id);
});
afterAll(() => app.close());

const delivered = async () => {
  const found = [];
  for (;;) {
    const message = await store.outbox.claim(now, new Date(now.getTime() + 1));
    if (message === undefined) return found;
    found.push(message);
    await store.outbox.save({ ...message, status: 'delivered', deliveredAt: now });
  }
};

/** What a page posted back: the code on it, and the links that were mailed. */
async function recovery(person: Person, fields: Readonly<Record<string, string>>) {
  const path = `/admin/people/${person.id}/recover`;
  await delivered();
  await owner.get(path);
  const page = await owner.send(path, fields);
  const code = /handed-code">([0-9A-Z]{4}-[0-9A-Z]{4})</u.exec(page.text)?.[1] ?? '';
  const messages = await delivered();
  const link = messages.flatMap(({ notice }) => (notice.kind === 'recovery-link' ? [notice.token] : []))[0];
  const stop = messages.flatMap(({ notice }) => (notice.kind === 'recovery-told' ? [notice.stop] : []))[0];
  return { page, code, link: `/recover/${link ?? ''}`, stop: `/recover/stop/${stop ?? ''}` };
}

async function press(browser: Visitor, path: string, fields: Readonly<Record<string, string>> = {}) {
  return browser.post(path, { ...hiddenFields((await browser.get(path)).text, ''), ...fields });
}

describe('the people of a community', () => {
  it('are found by owners alone', async () => {
    const sam = await somebody();
    for (const page of ['', '?q=sam', `/${sam.id}`, `/${sam.id}/recover`, `/${sam.id}/erase`]) {
      const path = `/admin/people${page}`;
      expect((await visitor(app.url).get(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
      expect((await awarder.get(path)).status, path).toBe(403);
      const shown = await owner.get(path);
      expect([shown.status, shown.headers.get('cache-control')], path).toEqual([200, 'no-store']);
    }
    const csrf = hiddenFields((await awarder.get('/me/settings')).text, '/me/settings');
    for (const act of ['recover', 'erase', 'record']) {
      const path = `/admin/people/${sam.id}/${act}`;
      expect(
        (await awarder.post(path, { ...csrf, address: 'a@b.example', sure: 'Student Sam' })).status,
      ).toBe(403);
      expect((await owner.post(path, { address: 'a@b.example', sure: 'Student Sam' })).status, act).toBe(403);
    }
    expect(await store.persons.find(sam.id)).toEqual(sam);
  });

  it('are found by part of a name, page by page, and never listed', async () => {
    for (let at = 10; at < 36; at += 1) await somebody({ name: `Drukte Nummer ${at}`, identities: [] });
    expect((await owner.get('/admin/people')).text).not.toContain('Nummer');
    expect((await owner.get('/admin/people?q=d')).text).toContain('ten minste twee letters');
    expect((await owner.get('/admin/people?q=%3Cb%3Eniemand')).text).toContain('“&lt;b>niemand”');
    const first = (await owner.get('/admin/people?q=DRUKTE')).text;
    expect(first.match(/Drukte Nummer \d\d/gu)).toHaveLength(25);
    const next = /href="(\/admin\/people\?q=DRUKTE&amp;after=[^"]+)"/u.exec(first)?.[1] ?? '';
    const second = (await owner.get(next.replaceAll('&amp;', '&'))).text;
    expect(second.match(/Drukte Nummer \d\d/gu)).toEqual(['Drukte Nummer 35']);
  });

  it('are shown with their accounts and the number of their badges, without what is in the passport', async () => {
    const sam = await somebody({
      name: 'Toon <b>Tafel',
      identities: [
        mailbox('toon@school.example'),
        buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'UTOON' }, { goneAt: now }),
      ],
    });
    await store.workspaces.save({ key: 'slack:T1', name: 'Slack van school', connectedAt: now });
    await store.awards.insert([{ award: buildAward({ personId: sam.id, reason: 'geheim gehouden' }) }]);
    const { text } = await owner.get(`/admin/people/${sam.id}`);
    for (const part of [
      'Toon &lt;b>Tafel',
      'toon@school.example',
      'Slack van school',
      'account weg sinds',
      '1 badge',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('geheim');
    expect((await owner.get('/admin/people/niemand')).status).toBe(404);
  });

  it('are not in the hands of other owners, nor an owner in their own here', async () => {
    const peer = await somebody({ name: 'Mede-eigenaar' });
    await store.roles.insert(
      buildRoleGrant({
        issuerId: issuer.id,
        role: 'owner',
        grantee: { kind: 'person', personId: peer.id },
      }),
    );
    const page = (await owner.get(`/admin/people/${peer.id}`)).text;
    expect(page).toContain('Eigenaren kunnen elkaar niet wissen');
    expect(page).not.toContain(`${peer.id}/erase`);
    const own = (await owner.get(`/admin/people/${owning.id}`)).text;
    expect(own).toContain('href="/me/settings"');
    for (const [person, status] of [
      [peer, 403],
      [owning, 409],
    ] as const)
      for (const act of ['recover', 'erase'])
        expect((await owner.get(`/admin/people/${person.id}/${act}`)).status).toBe(status);
  });
});

describe('a lost address', () => {
  it('is replaced when its person confirms the new one with the owner’s code, and is then signed in', async () => {
    const old = mailbox('ria@school.example');
    const ria = await somebody({ name: 'Ria', identities: [old] });
    const { page, code, link } = await recovery(ria, { address: ' RIA@thuis.example ', lost: old.key });
    expect(page.text).toContain('ria@thuis.example');
    const browser = visitor(app.url);
    const shown = await browser.get(link);
    expect(shown.text).not.toContain('Ria');
    const wrong = await press(browser, link, { code: 'AAAA-AAA2' });
    expect([wrong.status, wrong.text.includes('Die code klopt niet')]).toEqual([422, true]);
    expect(wrong.text).toContain('value="AAAA-AAA2"');
    expect((await browser.post(link, { code })).status).toBe(403);
    const entered = await press(browser, link, { code });
    expect([entered.status, entered.location]).toEqual([303, '/me']);
    expect((await browser.get('/me')).status).toBe(200);
    expect((await store.persons.find(ria.id))?.identities.map(({ key }) => key)).toEqual([
      'email:ria@thuis.example',
    ]);
    expect((await browser.get(link)).status).toBe(410);
    expect((await owner.get(`/admin/people/${ria.id}`)).text).toContain('Nieuw adres bevestigd');
  });

  it('stays when somebody who is told of it stops that', async () => {
    const old = mailbox('ton@school.example');
    const ton = await somebody({ name: 'Ton', identities: [old] });
    const { code, link, stop } = await recovery(ton, { address: 'aanvaller@x.example', lost: old.key });
    const thief = visitor(app.url);
    await press(thief, link, { code });
    expect((await thief.get('/me')).status).toBe(200);
    const browser = visitor(app.url);
    expect((await browser.get(stop)).text).toContain('aanvaller@x.example');
    expect((await browser.post(stop, {})).status).toBe(403);
    expect((await press(browser, stop)).text).toContain('weer die van daarvoor');
    expect((await store.persons.find(ton.id))?.identities.map(({ key }) => key)).toEqual([old.key]);
    expect((await thief.get('/me')).status).toBe(303);
    expect((await browser.get(stop)).status).toBe(410);
    expect(app.log.some(({ message }) => message.includes('a recovery was stopped'))).toBe(true);
  });

  it('says on the form what is not right', async () => {
    const sam = await somebody({ identities: [] });
    await somebody({ identities: [mailbox('bezet@x.example')] });
    const path = `/admin/people/${sam.id}/recover`;
    await delivered();
    await owner.get(path);
    const taken = await owner.send(path, { address: 'bezet@x.example' });
    expect([taken.status, taken.text.includes('hoort al bij iemand')]).toEqual([422, true]);
    const none = await owner.send(path, { address: '"><script>' });
    expect([none.status, none.text.includes('geen e-mailadres')]).toEqual([422, true]);
    expect(none.text).not.toContain('"><script>');
    expect(await delivered()).toEqual([]);
  });

  it('can’t be recovered where mail is off', async () => {
    const silent = await serveApp({ store, ids: fixedIds('no mail') });
    try {
      const sam = await somebody();
      const eva = await signedInVisitor(deps('owner elsewhere'), silent.url, owning.id);
      const path = `/admin/people/${sam.id}/recover`;
      expect((await eva.get(path)).text).toContain('verstuurt geen e-mail');
      expect((await eva.send(path, { address: 'a@b.example' })).status).toBe(422);
    } finally {
      await silent.close();
    }
  });
});

describe('a record and an erasure at somebody’s wish', () => {
  it('gives the owner the file, and tells the person', async () => {
    const sam = await somebody({ name: 'Dora', identities: [mailbox('dora@x.example')] });
    await owner.get(`/admin/people/${sam.id}`);
    const file = await owner.send(`/admin/people/${sam.id}/record`);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="speldje.json"');
    expect(JSON.parse(file.text)).toMatchObject({ person: { id: sam.id } });
    expect(await delivered()).toMatchObject([
      {
        destination: { identity: 'email:dora@x.example' },
        notice: { kind: 'record-downloaded', by: { name: 'Eigenaar Eva' } },
      },
    ]);
  });

  it.each([
    ['their name, in any case', 'éva  zonder', true],
    ['an address of theirs', 'eva.zonder@x.example', true],
    ['nothing', '', false],
    ['another name', 'Eva', false],
  ])('erases once the owner typed %s', async (_, typed, erased) => {
    const before = await store.persons.findByIdentity('email:eva.zonder@x.example');
    if (before !== undefined) await store.persons.save({ ...before, identities: [] });
    const eva = await somebody({ name: 'Eva Zonder', identities: [mailbox('eva.zonder@x.example')] });
    const path = `/admin/people/${eva.id}/erase`;
    expect((await owner.get(path)).text).toContain('Typ Eva Zonder');
    const answer = await owner.send(path, { sure: typed });
    expect([answer.status, answer.location]).toEqual(erased ? [303, '/admin/people?erased=0'] : [422, '']);
    expect((await store.persons.find(eva.id)) === undefined).toBe(erased);
    expect((await owner.get('/admin/people?q=zonder')).text.includes('Eva Zonder')).toBe(!erased);
    const said = (await owner.get(erased ? answer.location : path)).text;
    expect(said.includes('De persoon is gewist.')).toBe(erased);
  });

  it('takes nobody’s account for somebody else’s: an address that was linked later does not stop it', async () => {
    const sam = await somebody({ name: 'Later', identities: [] });
    await store.persons.save(
      linkIdentity(sam, { kind: 'email', address: 'later@x.example' }, 'confirmed', now),
    );
    const path = `/admin/people/${sam.id}/erase`;
    await owner.get(path);
    expect((await owner.send(path, { sure: 'later@x.example' })).status).toBe(303);
    expect((await owner.send(path, { sure: 'Later' })).status).toBe(404);
  });
});
