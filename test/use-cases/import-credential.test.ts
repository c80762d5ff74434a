import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { drawPngApart } from '../../src/catalogue/draw-png-apart.ts';
import { bakePng } from '../../src/credentials/bake-png.ts';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { importedStandingOf } from '../../src/domain/imported-credential.ts';
import type { Person } from '../../src/domain/person.ts';
import type { BadgeSource } from '../../src/ports/credential-reader.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import type { Store } from '../../src/ports/store.ts';
import { deleteImportedCredential } from '../../src/use-cases/delete-imported-credential.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { exportPerson } from '../../src/use-cases/export-person.ts';
import { hideEntry } from '../../src/use-cases/hide-entry.ts';
import { importCredential } from '../../src/use-cases/import-credential.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildImportedCredential } from '../builders/build-imported-credential.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { fakeWeb } from '../credentials/fake-web.ts';
import { foreignBadge, foreignKey, signForeign } from '../credentials/foreign-credential.ts';
import { samplePng } from '../credentials/sample-pictures.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { actor, refusalCode } from './community.ts';

const key = foreignKey();
const publicUrl = 'https://speldje.example';
const hashOf = (address: string) => `sha256$${createHash('sha256').update(`${address}zout`).digest('hex')}`;

function badgeFor(address: string | undefined, change: JsonObject = {}): JsonObject {
  const { credentialSubject, ...rest } = foreignBadge(key.did);
  const identifier = [
    {
      type: 'IdentityObject',
      hashed: true,
      identityHash: hashOf(address ?? ''),
      identityType: 'emailAddress',
      salt: 'zout',
    },
  ];
  return {
    ...rest,
    credentialSubject: {
      ...(credentialSubject as JsonObject),
      ...(address === undefined ? {} : { identifier }),
    },
    ...change,
  };
}

const signed = (document: JsonObject) => signForeign(document, key.privateKey, `${key.did}#${key.multikey}`);
const text = (document: JsonObject): BadgeSource => ({ kind: 'text', text: JSON.stringify(document) });

let store: Store;
let person: Person;
let made = 0;
const web: Record<string, JsonObject | Uint8Array> = {};
const { fetch } = fakeWeb(web);
const now = new Date('2026-03-02T09:00:00Z');

const deps = () => ({
  store,
  clock: () => now,
  ids: { id: () => `imported-${(made += 1)}`, token: () => 'token', below: () => 0 },
  reader: createCredentialReader({ fetch }),
  publicUrl,
  pictures: { draw: drawPngApart, fetch },
});
const take = (source: BadgeSource, by: Person = person) =>
  importCredential(deps(), { actor: actor(by), source });
const taken = async (source: BadgeSource, by: Person = person) => {
  const result = await take(source, by);
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result;
};
const stored = async () => store.importedCredentials.ofPerson(person.id);

beforeEach(async () => {
  store = createMemoryStore();
  person = buildPerson({
    identities: [
      buildLinkedIdentity({ kind: 'email', address: 'kim@example.org' }, { vouchedBy: 'confirmed' }),
      buildLinkedIdentity({ kind: 'email', address: 'named@example.org' }, { vouchedBy: 'catalogue' }),
    ],
  });
  await store.persons.insert(person);
});

describe('importCredential', () => {
  it('keeps a badge that is the person’s, with every check and what it says', async () => {
    const { imported, reading } = await taken(text(await signed(badgeFor('kim@example.org'))));
    expect(imported).toMatchObject([
      { known: false, credential: { verdict: 'valid', version: '3.0', form: 'json', hasPicture: false } },
    ]);
    expect(reading.checks.at(-1)).toMatchObject({ name: 'recipient', code: 'recipient-match' });
    const [kept] = await stored();
    expect(kept).toMatchObject({ personId: person.id, summary: { name: 'Lasser' }, checks: reading.checks });
    const content = await store.importedCredentials.content(kept?.id ?? '');
    expect(JSON.parse(content?.document ?? '')).toMatchObject({ proof: {} });
    expect((await store.audit.page({ about: `person:${person.id}` }, { limit: 5 })).items).toMatchObject([
      { action: 'credential-imported' },
    ]);
  });

  it('leaves nothing with somebody who was erased while it was read, and gives it to whom they became', async () => {
    const document = text(await signed(badgeFor('kim@example.org')));
    const takenWhile = (otherwise: () => Promise<unknown>) => {
      const { reader } = deps();
      const readBadge: typeof reader.readBadge = async (...asked) => {
        const reading = await reader.readBadge(...asked);
        await otherwise();
        return reading;
      };
      const given = { ...deps(), reader: { ...reader, readBadge } };
      return importCredential(given, { actor: actor(person), source: document });
    };
    const heir = buildPerson();
    await store.persons.insert(heir);
    const merge = () => mergePersons(deps(), { actor: actor(heir), keep: heir.id, absorb: person.id });
    const result = await takenWhile(merge);
    expect(result.ok && result.imported[0]?.credential.personId).toBe(heir.id);
    await store.importedCredentials.remove((await store.importedCredentials.ofPerson(heir.id))[0]?.id ?? '');
    const { id } = heir;
    person = heir;
    const erased = takenWhile(() => erasePerson(deps(), { actor: operatorActor, personId: id }));
    expect(await refusalCode(erased)).toBe('unknown-person');
    expect(await store.importedCredentials.ofPerson(id)).toEqual([]);
  });

  /** Takes in a badge with a picture while its person becomes one with the heir, who hides what there is. */
  const takenWhileMerged = async (heir: Person) => {
    const draw: typeof drawPngApart = async (...asked) => {
      await mergePersons(deps(), { actor: actor(heir), keep: heir.id, absorb: person.id });
      for (const { id } of await store.importedCredentials.ofPerson(heir.id))
        await hideEntry(deps(), { actor: actor(heir), entry: { kind: 'import', id }, hidden: true });
      return drawPngApart(...asked);
    };
    const document = await signed(badgeFor('kim@example.org'));
    const bytes = bakePng(samplePng(), '3.0', JSON.stringify(document));
    const given = { ...deps(), pictures: { draw, fetch } };
    return importCredential(given, { actor: actor(person), source: { kind: 'bytes', bytes } });
  };

  it('stays with whom its person became while it was drawn anew, as hidden as it is there', async () => {
    await taken(text(await signed(badgeFor('kim@example.org'))));
    const heir = buildPerson();
    await store.persons.insert(heir);
    expect(await takenWhileMerged(heir)).toMatchObject({ ok: true, imported: [{ known: true }] });
    expect(await store.importedCredentials.ofPerson(heir.id)).toMatchObject([{ visibility: 'hidden' }]);
    expect(await stored()).toEqual([]);
  });

  it('is known when its person became somebody who has it, while it was drawn', async () => {
    await taken(text(await signed(badgeFor('kim@example.org'))));
    const [{ id, contentKey } = { id: '', contentKey: '' }] = await stored();
    await store.importedCredentials.remove(id);
    const heir = buildPerson();
    await store.persons.insert(heir);
    const theirs = buildImportedCredential({ personId: heir.id, contentKey });
    await store.importedCredentials.insert(theirs, { document: '{}' });
    expect(await takenWhileMerged(heir)).toMatchObject({
      imported: [{ known: true, credential: { id: theirs.id } }],
    });
  });

  it.each(['KIM@EXAMPLE.ORG', 'Kim@Example.org', 'kim@example.org', 'KIM@example.org'])(
    'finds it theirs when the issuer hashed %s',
    async (address) => {
      expect((await taken(text(await signed(badgeFor(address))))).imported).toHaveLength(1);
    },
  );

  it.each([
    ['somebody else’s address', 'sem@example.org'],
    ['an address that others named in advance', 'named@example.org'],
  ])('refuses %s, and keeps nothing: badge-not-right', async (_, address) => {
    const result = await take(text(await signed(badgeFor(address))));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'badge-not-right' } });
    expect(result.reading?.checks.at(-1)?.code).toBe('recipient-mismatch');
    expect(await stored()).toEqual([]);
  });

  it('asks who has confirmed no address to do that first: address-unconfirmed', async () => {
    const bare = buildPerson();
    await store.persons.insert(bare);
    const result = await take(text(await signed(badgeFor('kim@example.org'))), bare);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'address-unconfirmed' } });
  });

  it('marks as unverifiable what nobody can tell whose it is, or who signed it', async () => {
    const nobodys = await signed(badgeFor(undefined));
    const elsewhere = badgeFor('kim@example.org', { id: 'https://elders.example.com/badges/2' });
    const away = await signForeign(elsewhere, key.privateKey, 'did:web:elders.example#key-1');
    expect((await taken(text(nobodys))).imported).toMatchObject([
      { credential: { verdict: 'unverifiable' } },
    ]);
    const result = await take(
      text({ ...away, issuer: { id: 'did:web:elders.example', type: ['Profile'], name: 'Elders' } }),
    );
    expect(result).toMatchObject({ ok: true, imported: [{ credential: { verdict: 'unverifiable' } }] });
  });

  it('refuses what was changed, has expired or is no badge, and keeps nothing: badge-not-right', async () => {
    const right = await signed(badgeFor('kim@example.org'));
    const late = await signed(badgeFor('kim@example.org', { validUntil: '2026-01-01T00:00:00Z' }));
    for (const [source, name] of [
      [text({ ...right, validFrom: '2024-01-01T00:00:00Z' }), 'signature'],
      [text(late), 'dates'],
      [{ kind: 'text', text: 'no badge at all' }, 'format'],
      [{ kind: 'url', url: 'http://169.254.169.254/latest' }, 'format'],
    ] as const) {
      const result = await take(source);
      expect(result).toMatchObject({ ok: false, refusal: { code: 'badge-not-right' } });
      expect(result.reading?.checks.find((check) => check.outcome === 'failed')?.name).toBe(name);
    }
    expect(await stored()).toEqual([]);
  });

  it('keeps the same badge once, from any form, and at the same moment too', async () => {
    const document = await signed(badgeFor('kim@example.org'));
    web['https://elders.example.com/badges/1'] = document;
    const file: BadgeSource = {
      kind: 'bytes',
      bytes: bakePng(samplePng(), '3.0', JSON.stringify(document)),
    };
    const results = await Promise.all([taken(text(document)), taken(text(document)), taken(file)]);
    const ids = new Set(results.flatMap(({ imported }) => imported.map(({ credential }) => credential.id)));
    expect(ids.size).toBe(1);
    const later = await taken({ kind: 'url', url: ' https://elders.example.com/badges/1 ' });
    expect(later.imported).toMatchObject([{ known: true }]);
    expect(await stored()).toHaveLength(1);
  });

  it('is not worse known after a reading that could decide less', async () => {
    const did = 'did:web:elders.example';
    const badge = badgeFor('kim@example.org', { issuer: { id: did, type: ['Profile'], name: 'Elders' } });
    const document = await signForeign(badge, key.privateKey, `${did}#key-1`);
    const keys = 'https://elders.example/.well-known/did.json';
    web[keys] = {
      id: did,
      verificationMethod: [
        { id: `${did}#key-1`, type: 'Multikey', controller: did, publicKeyMultibase: key.multikey },
      ],
      assertionMethod: [`${did}#key-1`],
    };
    expect((await taken(text(document))).imported).toMatchObject([{ credential: { verdict: 'valid' } }]);
    delete web[keys];
    expect(await taken(text(document))).toMatchObject({
      reading: { verdict: 'unverifiable' },
      imported: [{ known: true, credential: { verdict: 'valid' } }],
    });
    expect(await stored()).toMatchObject([{ verdict: 'valid' }]);
  });

  it('keeps the picture drawn anew, without what was in the file', async () => {
    const document = await signed(badgeFor('kim@example.org'));
    const bytes = bakePng(samplePng(), '3.0', JSON.stringify(document));
    const { imported } = await taken({ kind: 'bytes', bytes });
    expect(imported).toMatchObject([{ credential: { hasPicture: true } }]);
    const [kept] = await stored();
    const picture = Buffer.from((await store.importedCredentials.content(kept?.id ?? ''))?.picture ?? []);
    expect(picture.readUInt32BE(16)).toBe(320);
    expect(picture.includes('openbadgecredential')).toBe(false);
  });

  it('reads skills from alignments, and cuts off what no badge needs', async () => {
    const { credentialSubject: subject } = badgeFor('kim@example.org');
    const achievement = {
      id: 'https://elders.example.com/achievements/1',
      type: ['Achievement'],
      name: 'n'.repeat(1000),
      description: 'd'.repeat(50_000),
      inLanguage: 'nl-NL',
      criteria: { narrative: 'Last' },
      alignment: [
        {
          type: ['Alignment'],
          targetName: 'lassen',
          targetUrl: 'http://data.europa.eu/esco/skill/1',
          targetFramework: 'ESCO',
        },
        { type: ['Alignment'], targetName: 'x', targetUrl: 'urn:other:1', targetFramework: 'Eigen' },
      ],
    };
    const change = { credentialSubject: { ...(subject as JsonObject), achievement } };
    const { imported } = await taken(text(await signed(badgeFor('kim@example.org', change))));
    const [entry] = imported;
    expect(entry?.credential.summary.name).toHaveLength(300);
    expect(entry?.credential.summary.description).toHaveLength(5000);
    expect(entry?.credential.skills).toEqual([
      { framework: 'esco', url: 'http://data.europa.eu/esco/skill/1', name: { nl: 'lassen' } },
      { framework: 'Eigen', url: 'urn:other:1', name: { nl: 'x' } },
    ]);
  });

  it('does not take in what was awarded here to the same person: awarded-here', async () => {
    const award = buildAward({ personId: person.id });
    await store.awards.insert([{ award }]);
    const result = await take(
      text(await signed(badgeFor('kim@example.org', { id: `${publicUrl}/awards/${award.id}` }))),
    );
    expect(result).toMatchObject({ ok: false, refusal: { code: 'awarded-here', awardId: award.id } });
  });

  it('keeps no more than a thousand for a person: too-many-imported', async () => {
    for (let count = 0; count < 1000; count += 1)
      await store.importedCredentials.insert(buildImportedCredential({ personId: person.id }), {
        document: '{}',
      });
    const result = await take(text(await signed(badgeFor('kim@example.org'))));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'too-many-imported', most: 1000 } });
  });

  it('is refused to who is not known: unknown-person', async () => {
    expect(await refusalCode(take(text({}), buildPerson()))).toBe('unknown-person');
  });
});

describe('what was imported', () => {
  it('is taken out by its person alone, once', async () => {
    const { imported } = await taken(text(await signed(badgeFor('kim@example.org'))));
    const importedId = imported[0]?.credential.id ?? '';
    const remove = (by: Person) => deleteImportedCredential(deps(), { actor: actor(by), importedId });
    const other = buildPerson();
    expect(await refusalCode(remove(other))).toBe('unknown-imported');
    expect(await stored()).toHaveLength(1);
    expect(await remove(person)).toEqual({ ok: true });
    expect(await refusalCode(remove(person))).toBe('unknown-imported');
    expect(await store.importedCredentials.content(importedId)).toBeUndefined();
  });

  it('is in the person’s record, and goes when they are erased', async () => {
    const { imported } = await taken(text(await signed(badgeFor('kim@example.org'))));
    const exported = await exportPerson(deps(), { actor: operatorActor, personId: person.id });
    expect(exported).toMatchObject({
      ok: true,
      record: { imported: [{ summary: { name: 'Lasser' }, document: expect.stringContaining('proof') }] },
    });
    await erasePerson(deps(), { actor: operatorActor, personId: person.id });
    expect(await stored()).toEqual([]);
    expect(await store.importedCredentials.content(imported[0]?.credential.id ?? '')).toBeUndefined();
  });

  it('goes along when persons become one; what both had stays once', async () => {
    const other = buildPerson();
    await store.persons.insert(other);
    const shared = { contentKey: 'the same' };
    const content = { document: '{}' };
    await store.importedCredentials.insert(
      buildImportedCredential({ personId: person.id, ...shared }),
      content,
    );
    await store.importedCredentials.insert(
      buildImportedCredential({ personId: other.id, ...shared }),
      content,
    );
    await store.importedCredentials.insert(buildImportedCredential({ personId: other.id }), content);
    await mergePersons(deps(), { actor: operatorActor, keep: person.id, absorb: other.id });
    expect(await stored()).toHaveLength(2);
    expect(await store.importedCredentials.ofPerson(other.id)).toEqual([]);
  });

  it('stands as it was found, until it expires', () => {
    const { summary } = buildImportedCredential();
    const until = { ...summary, validUntil: '2026-03-02T09:00:00Z' };
    expect(importedStandingOf({ verdict: 'valid', summary }, now)).toBe('valid');
    expect(importedStandingOf({ verdict: 'unverifiable', summary }, now)).toBe('unverifiable');
    expect(importedStandingOf({ verdict: 'valid', summary: until }, new Date(now.getTime() - 1))).toBe(
      'valid',
    );
    expect(importedStandingOf({ verdict: 'valid', summary: until }, now)).toBe('expired');
  });
});
