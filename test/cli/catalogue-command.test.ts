import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { badgeFolder, badgeYaml, smallCatalogue } from '../catalogue/small-catalogue.ts';
import { cliWorld, testSecret, type CliWorld } from './cli-world.ts';
import { folderOnDisk } from './folder-on-disk.ts';
import { runCli } from './run-cli.ts';

const demo = fileURLToPath(new URL('../../catalogue', import.meta.url));
const nowhere = {
  MONGODB_URI: 'mongodb://127.0.0.1:1/none',
  SPELDJE_SECRET: testSecret,
  PUBLIC_URL: 'https://speldje.example',
};

// Nineteen pictures are drawn, each in a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

let world: CliWorld;
beforeEach(async () => {
  world = await cliWorld({ migrated: false });
});
afterEach(() => world.close());

async function badges() {
  return (await world.store.badges.list()).map(({ slug, version, status }) => `${slug} ${version} ${status}`);
}

describe('catalogue import', () => {
  it('applies the demo community to an empty database, and the second time says nothing to change', async () => {
    const first = await world.speldje('catalogue', 'import', demo, '--yes');
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('  + badge adviseur-lerende-regio\n');
    expect(first.stdout).toContain(
      'Applied: community saved; 8 skills added, 0 changed; 5 issuers added, 0 changed; 14 badges added, 0 changed;',
    );
    expect(await badges()).toHaveLength(14);
    const badge = await world.store.badges.findBySlug('adviseur-lerende-regio');
    const png = await world.store.files.get(badge?.image.png.id ?? '');
    expect(png?.type).toBe('image/png');
    expect(png?.bytes.byteLength).toBe(badge?.image.png.size);

    const second = await world.speldje('catalogue', 'import', demo, '--yes');
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('Nothing to change.');
    expect(second.stdout).not.toContain('Applied');
  });

  it('keeps to one version of everything when two import at once', async () => {
    const results = await Promise.all([
      world.speldje('catalogue', 'import', demo, '--yes'),
      world.speldje('catalogue', 'import', demo, '--yes'),
    ]);
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    expect((await badges()).every((badge) => badge.endsWith(' 1 active'))).toBe(true);
    expect(await badges()).toHaveLength(14);
    expect(await world.store.issuers.list()).toHaveLength(5);
  });

  it('shows without a terminal what would change, changes nothing, and says how to go on', async () => {
    const folder = await folderOnDisk(smallCatalogue());
    const { code, stdout, stderr } = await world.speldje('catalogue', 'import', folder);
    expect(code).toBe(2);
    expect(stdout).toContain('  + issuer werkplaats\n  + badge lassen\n  + owner email:owner@example.org');
    expect(stderr).toBe('Nothing was changed: add --yes to apply it, or --dry-run only to look.\n');
    expect(await badges()).toEqual([]);
  });

  it('only looks with --dry-run', async () => {
    const folder = await folderOnDisk(smallCatalogue());
    const { code, stdout } = await world.speldje(
      'catalogue',
      'import',
      folder,
      '--dry-run',
      '--yes',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ applied: false, badges: [{ slug: 'lassen', kind: 'new' }] });
    expect(await badges()).toEqual([]);
  });

  it('names the fields that changed, makes a new version, and leaves alone what the files lack', async () => {
    const before = smallCatalogue({
      ...badgeFolder('lassen', badgeYaml('lassen', 'validFor: P2Y\n')),
      ...badgeFolder('solderen'),
    });
    expect((await world.speldje('catalogue', 'import', await folderOnDisk(before), '--yes')).stderr).toBe('');
    const after = await folderOnDisk(
      smallCatalogue(badgeFolder('lassen', badgeYaml('lassen', 'tags: [las]\n'))),
    );
    const { code, stdout } = await world.speldje('catalogue', 'import', after, '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('  ~ badge lassen, version 2: tags, validFor\n');
    expect(stdout).toContain('  ? badge solderen of werkplaats: not in these files, left alone\n');
    expect(await badges()).toEqual(['lassen 2 active', 'solderen 1 active']);
    const again = await world.speldje('catalogue', 'import', after, '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      applied: false,
      badges: [{ slug: 'lassen', issuer: 'werkplaats', knownVersion: 2, kind: 'unchanged' }],
      notInFiles: { badges: [{ slug: 'solderen', issuer: 'werkplaats' }], roles: [] },
    });
  });
});

describe('what catalogue import refuses', () => {
  it('a folder that is not there', async () => {
    const { code, stdout, stderr } = await runCli(['catalogue', 'import', '/nowhere/at/all'], nowhere);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'there is no folder /nowhere/at/all\n',
    });
  });

  it('files with faults: every one with its place, before the database is asked', async () => {
    const folder = await folderOnDisk(
      smallCatalogue({
        ...badgeFolder('lassen', badgeYaml('lassen', 'validFor: two years\nparts: [gone]\n')),
        ...badgeFolder('solderen'),
        'badges/solderen/criteria.en.md': null,
      }),
    );
    const { code, stdout, stderr } = await runCli(
      ['catalogue', 'import', folder, '--yes', '--json'],
      nowhere,
    );
    expect(code).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    for (const line of lines.slice(0, 3))
      expect(line).toMatch(/\/badges\/(?:lassen|solderen)\/badge\.yaml:\d+:\d+: \S/u);
    expect(lines[3]).toBe('3 faults; nothing was changed.');
    const shape = z.object({ applied: z.literal(false), faults: z.array(z.object({ code: z.string() })) });
    expect(
      shape
        .parse(JSON.parse(stdout))
        .faults.map((fault) => fault.code)
        .toSorted(),
    ).toEqual(['bad-duration', 'criteria-missing', 'unknown-part']);
  });

  it('a badge that belongs to another issuer', async () => {
    await world.speldje('catalogue', 'import', await folderOnDisk(smallCatalogue()), '--yes');
    const issuer =
      'name: {nl: Smederij, en: Smithy}\ndescription: {nl: Smeedt., en: Forges.}\nimage: smederij.svg\n';
    const picture = await smallCatalogue().read('cat/issuers/werkplaats.svg');
    const moved = await folderOnDisk(
      smallCatalogue({
        'issuers/smederij.yaml': issuer,
        'issuers/smederij.svg': picture ?? null,
        'badges/lassen/badge.yaml': badgeYaml('lassen').replace('issuer: werkplaats', 'issuer: smederij'),
      }),
    );
    const { code, stderr } = await world.speldje('catalogue', 'import', moved, '--yes');
    expect(code).toBe(1);
    expect(stderr).toContain('badge lassen: the slug lassen belongs to a badge of another issuer');
    expect((await world.store.issuers.list()).map(({ slug }) => slug)).toEqual(['werkplaats']);
  });
});
