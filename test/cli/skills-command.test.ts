import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command-context.ts';
import { runCommand } from '../../src/cli/program.ts';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import type { Store } from '../../src/ports/store.ts';
import { fixedRandom, secret } from '../credentials/sample-award.ts';
import { operatorDeps } from '../use-cases/operator-deps.ts';

let folder: string;
let store: Store;
let context: CommandContext;
let printed: string[];
let complaints: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'speldje-skills-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  const deps = operatorDeps();
  ({ store } = deps);
  [printed, complaints] = [[], []];
  const signer = createCredentialSigner({ secret, random: fixedRandom('skills') });
  const composition = { ...deps, signer, publicUrl: 'https://speldje.example', mailOn: false };
  context = {
    terminal: {
      interactive: false,
      print: (line) => Promise.resolve(void printed.push(line)),
      complain: (line) => void complaints.push(line),
      confirm: () => Promise.resolve(false),
    },
    environment: {},
    composed: (work) => work({ ...composition, migrate: () => Promise.resolve() }),
  };
});

const speldje = (...words: readonly string[]) => runCommand(words, context);
async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
const address = (at: number) => `http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460d${at}`;

describe('skills', () => {
  it('are taken in from ESCO’s files in two languages, found and listed', async () => {
    const nl = await file(
      'nl.csv',
      `conceptUri,preferredLabel,altLabels\n${address(10)},lassen,"hechten\nsolderen"\n`,
    );
    const en = await file(
      'en.csv',
      `conceptUri,preferredLabel,altLabels\n${address(10)},weld,\n${address(11)},saw,\n`,
    );
    expect(await speldje('skills', 'import', nl, '--framework', 'esco', '--lang', 'nl')).toBe(0);
    expect(await speldje('skills', 'import', en, '--framework', 'esco', '--lang', 'en')).toBe(0);
    expect(await speldje('skills', 'import', en, '--framework', 'esco', '--lang', 'en')).toBe(0);
    expect(printed.splice(0)).toEqual([
      'esco: 1 added, 0 changed, 0 as they were.',
      'esco: 1 added, 1 changed, 0 as they were.',
      'esco: 0 added, 0 changed, 2 as they were.',
    ]);
    expect(await speldje('skills', 'search', 'hech')).toBe(0);
    expect(printed.splice(0)).toEqual([`lassen  ${address(10)}`]);
    expect(await speldje('skills', 'list')).toBe(0);
    expect(await speldje('skills', 'list', '--framework', 'esco', '--lang', 'en')).toBe(0);
    expect(printed.splice(0)).toEqual(['esco  2', `${address(10)}  weld`, `${address(11)}  saw`]);
    expect(await speldje('skills', 'search', 'niets', 'daarvan')).toBe(0);
    expect(complaints).toEqual(['nothing was found']);
  });

  it('are not taken in at all when a line is at fault; every fault is told', async () => {
    const path = await file(
      'bad.csv',
      'url,name_nl\nhttps://s.example/1,Goed\ngeen,Fout\nhttps://s.example/3,\n',
    );
    expect(await speldje('skills', 'import', path, '--framework', 'ons')).toBe(1);
    expect(complaints).toEqual([
      `${path}:3:1: geen is no web address, written in full`,
      `${path}:4:1: the skill has no name`,
      '2 faults; nothing was taken in.',
    ]);
    expect(await store.skills.frameworks()).toEqual(new Map());
  });

  it('tells a hundred faults of more', async () => {
    const path = await file('worse.csv', `url,name_nl\n${'geen,x\n'.repeat(103)}`);
    expect(await speldje('skills', 'import', path, '--framework', 'ons', '--json')).toBe(1);
    expect(complaints).toHaveLength(102);
    expect(complaints.slice(-2)).toEqual(['and 3 more', '103 faults; nothing was taken in.']);
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ imported: false });
  });

  it.each([
    [['import', '/nowhere/x.csv', '--framework', 'esco'], 'there is no file /nowhere/x.csv'],
    [['import', 'x.csv', '--framework', 'Onze Skills'], 'is not a short name'],
    [['import', 'x.csv', '--framework', 'community'], 'choose another name'],
    [['import', 'x.csv', '--framework', 'esco', '--lang', 'de'], 'write nl or en'],
    [['search', 'x', '--lang', 'fr'], 'write nl or en'],
  ])('are refused when asked as %j', async (words, complaint) => {
    expect(await speldje('skills', ...words)).toBe(2);
    expect(complaints.join('\n')).toContain(complaint);
  });
});
