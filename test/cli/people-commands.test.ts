import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { granteeKey } from '../../src/domain/role.ts';
import { oneTimeTokenHash } from '../../src/use-cases/make-owner-link.ts';
import { erasureMark } from '../../src/use-cases/erasure-mark.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadge, buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { cliWorld, type CliWorld } from './cli-world.ts';

vi.setConfig({ testTimeout: 120_000 });

const issuer = buildIssuer({ slug: 'werkplaats' });
const badge = buildBadge({ slug: 'lassen', issuerId: issuer.id });
const sanne = buildPerson({
  name: 'Sanne Voorbeeld',
  identities: [buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'USANNE' })],
});
const snapshot = buildBadgeSnapshot({ slug: 'lassen', issuerSlug: 'werkplaats' });
const award = (day: number, more: Partial<Parameters<typeof buildAward>[0]> = {}) =>
  buildAward({
    badgeId: badge.id,
    issuerId: issuer.id,
    badge: snapshot,
    personId: sanne.id,
    awardedAt: new Date(Date.UTC(2026, 0, day)),
    ...more,
  });
const [older, newer, revoked] = [
  award(1),
  award(2),
  award(3, { status: 'revoked', personId: buildPerson().id }),
] as const;

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld({
    migrated: true,
    environment: { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'speldje@speldje.example' },
  });
  await world.store.issuers.save(issuer);
  await world.store.badges.insert(badge);
  await world.store.persons.insert(sanne);
  await world.store.awards.insert([older, newer, revoked].map((one) => ({ award: one })));
});
afterAll(() => world.close());

const idShape = z.object({ id: z.string() });
const idsIn = (lines: string) =>
  lines
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => idShape.parse(JSON.parse(line)).id);

describe('owner link', () => {
  it('prints a link of which only the hash is kept', async () => {
    const { code, stdout } = await world.speldje('owner', 'link', '--issuer', 'werkplaats', '--json');
    expect(code).toBe(0);
    const { url } = z.object({ url: z.string() }).parse(JSON.parse(stdout));
    const token = /^https:\/\/speldje\.example\/welcome\/([\w-]{43})$/u.exec(url)?.[1] ?? '';
    const link = await world.store.oneTimeLinks.peek(oneTimeTokenHash(token), new Date());
    expect(link?.subject).toEqual({ issuer: 'werkplaats' });
    expect(JSON.stringify(link)).not.toContain(token);
  });

  it('refuses an issuer that is not there', async () => {
    const { code, stdout, stderr } = await world.speldje('owner', 'link', '--issuer', 'smederij');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('there is no issuer smederij; catalogue import adds issuers\n');
  });
});

describe('person recover', () => {
  const identity = 'slack:T1:USANNE';
  const codeShape = z.object({ code: z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/u) });

  it('sends a link to the new address and prints the code that goes with it', async () => {
    const asked = await world.speldje('person', 'recover', identity, 'Nieuw@Thuis.Example', '--json');
    expect(asked.code).toBe(0);
    const { code } = codeShape.parse(JSON.parse(asked.stdout));
    const { text } = await world
      .speldje('person', 'recover', identity, 'nieuw@thuis.example')
      .then(({ stdout }) => ({ text: stdout }));
    expect(text).toContain('A link is on its way to nieuw@thuis.example.');
    expect(text).not.toContain(code);
    const audit = await world.store.audit.page({ about: `person:${sanne.id}` }, { limit: 9 });
    expect(audit.items.map(({ action, by }) => [action, by])).toContainEqual(['recovery-asked', 'operator']);
    expect((await world.store.persons.find(sanne.id))?.identities).toEqual(sanne.identities);
  });

  it('refuses what is no address, and losing one that is not theirs', async () => {
    const wrong = await world.speldje('person', 'recover', identity, 'geen adres');
    expect([wrong.code, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('is not an identity');
    const lost = await world.speldje('person', 'recover', identity, 'a@b.example', '--lost', 'c@d.example');
    expect([lost.code, lost.stderr]).toEqual([
      1,
      'Nothing was sent: email:c@d.example is not an address of theirs.\n',
    ]);
  });
});

describe('role', () => {
  it('grants to a whole workspace once, and withdraws', async () => {
    const grantee = 'everyone:slack:T1';
    const grant = await world.speldje('role', 'grant', 'werkplaats', 'awarder', grantee);
    expect(grant).toEqual({
      code: 0,
      stdout: `${grantee} is now awarder of werkplaats.\n`,
      stderr: '',
    });
    const again = await world.speldje('role', 'grant', 'werkplaats', 'awarder', grantee, '--json');
    expect(JSON.parse(again.stdout)).toEqual({
      issuer: 'werkplaats',
      role: 'awarder',
      grantee,
      changed: false,
    });
    expect((await world.store.roles.ofIssuer(issuer.id)).map((one) => granteeKey(one.grantee))).toEqual([
      grantee,
    ]);
    const withdrawn = await world.speldje('role', 'withdraw', 'werkplaats', 'awarder', grantee);
    expect(withdrawn.stdout).toBe(`${grantee} is no longer awarder of werkplaats.\n`);
    expect(await world.store.roles.ofIssuer(issuer.id)).toEqual([]);
  });

  it.each([
    {
      words: ['grant', 'smederij', 'owner', 'slack:T1:USANNE'],
      code: 1,
      says: 'there is no issuer smederij',
    },
    { words: ['grant', 'werkplaats', 'chief', 'slack:T1:USANNE'], code: 2, says: 'chief is not a role' },
    { words: ['withdraw', 'werkplaats', 'owner', 'Sanne'], code: 2, says: 'Sanne is not an identity' },
    { words: ['grant', 'werkplaats', 'owner'], code: 2, says: "missing required argument 'identity'" },
  ])('refuses $words with exit code $code', async ({ words, code, says }) => {
    const result = await world.speldje('role', ...words);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(says);
    expect(result.stderr).not.toMatch(/^\s+at /mu);
  });
});

describe('award list', () => {
  it('streams every award as a line of JSON, newest first', async () => {
    const { code, stdout } = await world.speldje('award', 'list', '--json');
    expect(code).toBe(0);
    expect(idsIn(stdout)).toEqual([revoked.id, newer.id, older.id]);
  });

  it('narrows by issuer, badge, person and status, and shows the rest as a table', async () => {
    const filters = '--issuer werkplaats --badge lassen --person slack:T1:USANNE --status active --limit 1';
    const narrowed = await world.speldje('award', 'list', '--json', ...filters.split(' '));
    expect(idsIn(narrowed.stdout)).toEqual([newer.id]);
    const shown = await world.speldje('award', 'list', '--status', 'revoked');
    expect(shown.stdout).toBe(`2026-01-03  lassen  person:${revoked.personId}  revoked  ${revoked.id}\n`);
  });

  it.each([
    { words: ['--badge', 'laassen'], code: 1, says: 'there is no badge laassen; near it are lassen' },
    { words: ['--issuer', 'smederij'], code: 1, says: 'there is no issuer smederij' },
    { words: ['--person', 'slack:T1:UNOBODY'], code: 1, says: 'nobody is known as slack:T1:UNOBODY' },
    { words: ['--person', 'nobody'], code: 2, says: 'nobody is not an identity' },
    { words: ['--status', 'lost'], code: 2, says: '--status is one of active, suspended, revoked' },
    { words: ['--limit', '0'], code: 2, says: '--limit is a whole number from 1' },
    { words: ['--colour'], code: 2, says: "unknown option '--colour'" },
  ])('refuses $words with exit code $code', async ({ words, code, says }) => {
    const result = await world.speldje('award', 'list', ...words);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(says);
    expect(result.stdout).toBe('');
  });
});

describe('person', () => {
  it('shows identities, roles and passport', async () => {
    await world.speldje('role', 'grant', 'werkplaats', 'reviewer', 'slack:T1:USANNE');
    const { code, stdout } = await world.speldje('person', 'show', 'slack:T1:USANNE');
    expect(code).toBe(0);
    expect(stdout).toContain(`Sanne Voorbeeld  person:${sanne.id}\n`);
    expect(stdout).toContain('  reviewer of werkplaats\n');
    expect(stdout).toContain(`  badge lassen, 2026-01-02, valid, award ${newer.id}\n`);
  });

  it('exports the whole record, and is found by person id too', async () => {
    const { code, stdout } = await world.speldje('person', 'export', `person:${sanne.id}`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      person: { id: sanne.id },
      awards: [{ id: newer.id }, { id: older.id }],
    });
    const { items } = await world.store.audit.page({ about: `person:${sanne.id}` }, { limit: 10 });
    expect(items.map(({ action, by }) => `${action} ${by}`)).toContain('person-exported operator');
  });

  it('erases nobody without a terminal and without --yes', async () => {
    const { code, stderr } = await world.speldje('person', 'erase', 'slack:T1:USANNE');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'Nothing was erased: add --yes to erase Sanne Voorbeeld (slack:T1:USANNE) for good.\n',
    );
    expect((await world.store.persons.find(sanne.id))?.name).toBe('Sanne Voorbeeld');
  });

  it('erases with --yes, and then knows nobody by that identity', async () => {
    const erased = await world.speldje('person', 'erase', 'slack:T1:USANNE', '--yes', '--json');
    expect(JSON.parse(erased.stdout)).toEqual({
      erased: [erasureMark(sanne.id)],
      awardsLeftWithoutPerson: 2,
    });
    expect((await world.store.awards.find(newer.id))?.personId).toBeUndefined();
    const again = await world.speldje('person', 'show', 'slack:T1:USANNE');
    expect(again).toEqual({ code: 1, stdout: '', stderr: 'nobody is known as slack:T1:USANNE\n' });
  });

  it('erases by its mark whom a backup brought back, and nobody else', async () => {
    const mark = erasureMark(sanne.id);
    const nobody = await world.speldje('person', 'erase', mark, '--yes');
    expect(nobody).toEqual({ code: 1, stdout: '', stderr: `nobody is known as ${mark}\n` });
    await world.store.persons.insert(sanne);
    const { stdout } = await world.speldje('person', 'erase', mark, '--yes');
    expect(stdout).toContain(`If a backup from before is put back, erase again: ${mark}\n`);
    expect(await world.store.persons.find(sanne.id)).toBeUndefined();
    const { items } = await world.store.audit.page({ about: mark }, { limit: 5 });
    expect(items.map(({ action }) => action)).toEqual(['person-erased', 'person-erased']);
  });

  it('lists who was erased by their marks, since a moment or ever', async () => {
    const list = async (...options: string[]) => (await world.speldje('person', 'erased', ...options)).stdout;
    const lines = (await list()).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\S+Z erased:\S{43}$/u);
    expect(await list('--since', '2020-01-01')).toBe(`${lines.join('\n')}\n`);
    expect(await list('--since', '2999-01-01T00:00:00+01:00')).toBe('');
    expect(JSON.parse(await list('--json'))).toMatchObject([{ marks: [erasureMark(sanne.id)] }, {}]);
  });

  it.each(['gisteren', '2026-13-01', ''])('refuses to list since %j', async (written) => {
    const { code, stderr } = await world.speldje('person', 'erased', '--since', written);
    expect(code).toBe(2);
    expect(stderr).toContain('is no date; write one as 2026-11-25');
  });
});
