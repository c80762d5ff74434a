import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import * as z from 'zod';
import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import { knownContexts, loadContext } from '../../src/credentials/document-loader.ts';
import { snapshotOf } from '../../src/domain/badge.ts';
import type { BadgeSource } from '../../src/ports/credential-reader.ts';
import type { Store } from '../../src/ports/store.ts';
import { clrJwtOfPassport, clrOfPassport } from '../../src/use-cases/clr-of-passport.ts';
import { createCredentialCache } from '../../src/use-cases/credential-of-award.ts';
import { ownDocuments } from '../../src/use-cases/own-documents.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildPerson } from '../builders/build-person.ts';
import { pythonWith, runPython } from '../credentials/debian-python.ts';
import { verifyWithLibrary } from '../credentials/library-verifier.ts';
import { fixedRandom } from '../credentials/sample-award.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { visitor } from './browser-like.ts';
import { fixedIds, importDemoCatalogue, now, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awarder, awardIds, badgeSlug, issuerSlug, learner } from './demo-awards.ts';
import { signedInVisitor } from './signed-in-visitor.ts';

const titles = ['Café-houder ®', 'مستشار التعلم', '顾问 学习', 'Лъчезар’s 👩🏽‍🏫', 'a/b\\c', 'Café-houder ®'];

let store: Store;
let app: RunningApp;
beforeAll(async () => {
  store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoAwards(store);
  const badge = await store.badges.findBySlug(badgeSlug);
  const issuer = await store.issuers.findBySlug(issuerSlug);
  if (badge === undefined || issuer === undefined) throw new Error('the demo community is not there');
  await store.awards.insert(
    titles.map((title, index) => ({
      award: buildAward({
        badgeId: badge.id,
        issuerId: issuer.id,
        badge: { ...snapshotOf(badge, issuer), title: { nl: title } },
        personId: learner.id,
        awardedAt: new Date(`2025-10-0${index + 1}T10:00:00Z`),
        statusList: { list: 'take-out', index },
      }),
    })),
  );
  app = await serveApp({ store });
});
afterAll(() => app?.close());

const deps = () => ({
  store,
  clock: () => now,
  ids: fixedIds('take-out'),
  documents: createBadgeDocuments(),
  signer: createCredentialSigner({
    secret: 'a secret of the tests, which is long enough',
    random: fixedRandom('signer'),
  }),
  credentials: createCredentialCache(),
  publicUrl: app.url,
});
const enter = (personId: string) =>
  signedInVisitor({ store, clock: () => now, ids: fixedIds(`enter ${personId}`) }, app.url, personId);

async function download(path: string): Promise<{ readonly bytes: Buffer; readonly headers: Headers }> {
  const sam = await enter(learner.id);
  const cookie = [...sam.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${app.url}${path}`, { headers: { cookie, 'accept-language': 'nl' } });
  expect(answer.status).toBe(200);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}

function read(source: BadgeSource) {
  const reader = createCredentialReader({
    fetch: async () => ({ ok: false, problem: 'no-connection' }),
    localDocuments: ownDocuments(deps()),
  });
  return reader.readBadge(source, { now, recipient: { addresses: ['Sam@Example.org'] } });
}

async function unzipped(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (error, file) => {
      if (error) reject(error);
      else resolve(file);
    });
  });
  const files = new Map<string, Buffer>();
  const contentOf = (entry: Entry) =>
    new Promise<Buffer>((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => resolve(Buffer.concat(parts)));
        stream.on('error', reject);
      });
    });
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      contentOf(entry).then((content) => {
        files.set(entry.fileName, content);
        zip.readEntry();
      }, reject);
    });
    zip.on('end', () => resolve());
    zip.on('error', reject);
    zip.readEntry();
  });
  return files;
}

describe('/me/passport/badges.zip', () => {
  it('holds each badge that stands as a picture that verifies, named after it in its own script', async () => {
    const { bytes, headers } = await download('/me/passport/badges.zip');
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toBe('attachment; filename="badges.zip"');
    expect(headers.get('cache-control')).toBe('no-store');
    const files = await unzipped(bytes);
    expect([...files.keys()]).toEqual([
      'Café-houder ®.png',
      'مستشار التعلم.png',
      '顾问 学习.png',
      'Лъчезар’s 👩🏽‍🏫.png',
      'a b c.png',
      'Café-houder ® 2025-10-06.png',
      'Adviseur Lerende Regio Maas en Waal.png',
      'Adviseur Lerende Regio Maas en Waal 2025-11-20.png',
      'Adviseur Lerende Regio Maas en Waal 2025-11-20 2.png',
      'Adviseur Lerende Regio Maas en Waal 2025-11-20 3.png',
    ]);
    const readings = await Promise.all(
      [...files.values()].map((content) => read({ kind: 'bytes', bytes: content })),
    );
    const outcomes = readings.map(({ verdict, checks }) => [
      verdict,
      checks.find(({ name }) => name === 'recipient')?.code,
      checks.find(({ outcome }) => outcome === 'failed')?.code,
    ]);
    // The one that has expired goes along, and says so.
    expect(outcomes.filter(([verdict]) => verdict === 'valid')).toHaveLength(9);
    expect(outcomes.filter(([, , failed]) => failed === 'expired')).toHaveLength(1);
    expect(outcomes.map(([, recipient]) => recipient)).toEqual(Array(10).fill('recipient-match'));
  });

  it('unpacks with another program, names and all', async () => {
    const python = pythonWith('zipfile');
    if (python === undefined) return;
    const { bytes } = await download('/me/passport/badges.zip');
    const folder = mkdtempSync(join(tmpdir(), 'speldje-zip-'));
    try {
      writeFileSync(join(folder, 'badges.zip'), bytes);
      execFileSync(python, ['-m', 'zipfile', '-e', join(folder, 'badges.zip'), join(folder, 'out')], {
        env: { ...process.env, PYTHONUTF8: '1' },
      });
      const names = readdirSync(join(folder, 'out'));
      expect(names).toHaveLength(10);
      expect(names).toContain('مستشار التعلم.png');
      expect(names).toContain('Лъчезар’s 👩🏽‍🏫.png');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('/me/passport/clr.json', () => {
  it('is a signed record whose badges verify each by itself: with our reader and @digitalbazaar/vc', async () => {
    const { bytes, headers } = await download('/me/passport/clr.json');
    expect(headers.get('content-disposition')).toBe('attachment; filename="skillspaspoort.json"');
    const record = z.record(z.string(), z.json()).parse(JSON.parse(bytes.toString('utf8')));
    expect(record).toMatchObject({
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'Skillspaspoort van Student Sam',
      credentialSubject: { type: ['ClrSubject'] },
    });
    const reading = await read({ kind: 'bytes', bytes });
    expect(reading.version).toBe('clr-2.0');
    expect(reading.checks.find(({ name }) => name === 'signature')?.outcome).toBe('passed');
    expect(reading.checks.find(({ name }) => name === 'recipient')?.code).toBe('recipient-match');
    expect(reading.parts?.map(({ verdict }) => verdict).toSorted()).toEqual([
      'invalid',
      ...Array<string>(9).fill('valid'),
    ]);
    const did = z
      .record(z.string(), z.json())
      .parse(await (await fetch(`${app.url}/issuers/${issuerSlug}/did.json`)).json());
    expect(await verifyWithLibrary(record, did, {}, now)).toMatchObject({ verified: true });
    expect(await verifyWithLibrary({ ...record, name: 'Ander' }, did, {}, now)).toMatchObject({
      verified: false,
    });
  });

  const python = pythonWith('pyld', 'nacl');
  it.skipIf(python === undefined)('verifies with pyld and nacl alone', async () => {
    const made = await clrOfPassport(deps(), {
      personId: learner.id,
      awardIds: [awardIds.published, awardIds.private],
      audience: 'holder',
      name: 'Paspoort',
    });
    if (!made.ok) throw new Error(made.refusal.code);
    const contexts = Object.fromEntries(
      await Promise.all(knownContexts.map(async (url) => [url, (await loadContext(url)).document] as const)),
    );
    const didDocument: unknown = await (await fetch(`${app.url}/issuers/${issuerSlug}/did.json`)).json();
    const credentials = [made.credential, { ...made.credential, name: 'Ander' }];
    expect(
      runPython(python ?? '', '../credentials/verify_with_pyld.py', { contexts, didDocument, credentials }),
    ).toEqual([true, 'signature']);
  });
});

describe('the passport', () => {
  it('leads to each of them, and to the wallet where a badge stands', async () => {
    const { text } = await (await enter(learner.id)).get('/me');
    for (const path of ['/me/passport/badges.zip', '/me/passport/clr.json', '/me/backpacks'])
      expect(text).toContain(`href="${path}"`);
    expect(text).toContain(`href="/me/awards/${awardIds.private}/wallet"`);
    expect(text).not.toContain(`href="/me/awards/${awardIds.suspended}/wallet"`);
    const newcomer = buildPerson({ name: 'Nog niets' });
    await store.persons.insert(newcomer);
    expect((await (await enter(newcomer.id)).get('/me')).text).not.toContain('badges.zip');
  });
});

describe('chosen entries', () => {
  const record = async (query: Partial<Parameters<typeof clrOfPassport>[1]>) => {
    const made = await clrOfPassport(deps(), {
      personId: learner.id,
      audience: 'anyone',
      name: 'Gedeeld',
      url: 'https://speldje.example/passports/x/clr.json',
      ...query,
    });
    return made.ok ? JSON.stringify(made.credential) : made.refusal.code;
  };

  it('are in the record alone, and tell others nothing that the learner did not publish', async () => {
    const text = await record({ awardIds: [awardIds.private, awardIds.withoutEvidence] });
    expect(text).toContain(`/awards/${awardIds.private}`);
    expect(text).not.toContain(`/awards/${awardIds.published}`);
    expect(text).toContain('https://speldje.example/passports/x/clr.json');
    const only = await record({ awardIds: [awardIds.private] });
    for (const theirs of ['Student Sam', 'identityHash', 'evidence']) expect(only).not.toContain(theirs);
  });

  it("leave out what is revoked, suspended or somebody else's: empty-passport", async () => {
    expect(await record({ awardIds: [awardIds.revoked, awardIds.suspended] })).toBe('empty-passport');
    expect(await record({ personId: awarder.id, awardIds: [awardIds.published] })).toBe('empty-passport');
    expect(await record({ personId: 'nobody' })).toBe('unknown-person');
  });

  it('are for who is signed in: others are asked to; an empty passport says so', async () => {
    for (const file of ['clr.json', 'clr.jwt', 'badges.zip']) {
      const { status, location } = await visitor(app.url).get(`/me/passport/${file}`);
      expect([status, location]).toEqual([303, `/sign-in?next=%2Fme%2Fpassport%2F${file}`]);
    }
    const newcomer = buildPerson({ name: 'Nieuw' });
    await store.persons.insert(newcomer);
    const browser = await enter(newcomer.id);
    for (const file of ['clr.json', 'clr.jwt', 'badges.zip'])
      expect((await browser.get(`/me/passport/${file}`)).status).toBe(404);
  });
});

describe('a share link', () => {
  it('gives its chosen badges as files, that tell no more of the learner than their own pages; until it ends', async () => {
    const share = {
      token: 'x'.repeat(43),
      personId: learner.id,
      entries: [awardIds.published, awardIds.private].map((id) => ({ kind: 'award', id }) as const),
      withEvidence: false,
      createdAt: now,
      views: 0,
    };
    await store.shares.insert(share);
    const path = `/passports/${share.token}`;
    expect((await visitor(app.url).get(path)).text).toContain(`href="${path}/clr.json"`);
    const record = await (await fetch(`${app.url}${path}/clr.json`)).text();
    expect(record.match(/"OpenBadgeCredential"/gu)).toHaveLength(2);
    expect(record).not.toContain(share.token);
    const reading = await read({ kind: 'text', text: record });
    expect(reading.parts?.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
    const zip = await fetch(`${app.url}${path}/badges.zip`);
    expect((await unzipped(Buffer.from(await zip.arrayBuffer()))).size).toBe(2);
    await store.shares.save({ ...share, withdrawnAt: now });
    for (const file of ['clr.json', 'badges.zip'])
      expect((await fetch(`${app.url}${path}/${file}`)).status).toBe(410);
    expect((await fetch(`${app.url}/passports/nothing/clr.json`)).status).toBe(404);
  });
});

describe('a record of very many badges', () => {
  it('as JSON holds the newest forty, as JWT all of them, and both verify', async () => {
    const many = buildPerson({ name: 'Veel' });
    await store.persons.insert(many);
    const [first] = await store.awards.findMany([awardIds.published]);
    await store.awards.insert(
      Array.from({ length: 45 }, (_, index) => ({
        award: buildAward({
          ...first,
          id: `99999999-9999-4999-8999-${String(index).padStart(12, '0')}`,
          personId: many.id,
          awardedAt: new Date(Date.UTC(2025, 0, 1 + index)),
          statusList: { list: 'many', index },
        }),
      })),
    );
    const query = { personId: many.id, audience: 'holder', name: 'Veel' } as const;
    const [json, jwt] = await Promise.all([clrOfPassport(deps(), query), clrJwtOfPassport(deps(), query)]);
    if (!json.ok || !jwt.ok) throw new Error('refused');
    const text = JSON.stringify(json.credential);
    expect(text.match(/"OpenBadgeCredential"/gu)).toHaveLength(40);
    expect(text).not.toContain('99999999-9999-4999-8999-000000000004"');
    expect(text).toContain('99999999-9999-4999-8999-000000000044"');
    for (const [said, count] of [
      [text, 40],
      [jwt.jwt, 45],
    ] as const) {
      const { checks, parts } = await read({ kind: 'text', text: said });
      expect(checks.find(({ name }) => name === 'signature')?.outcome).toBe('passed');
      expect(parts?.map(({ verdict }) => verdict)).toEqual(Array(count).fill('valid'));
    }
  });
});
