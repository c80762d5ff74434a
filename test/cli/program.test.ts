import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/ports/store.ts';
import type { CommandContext } from '../../src/cli/command-context.ts';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import { runCommand } from '../../src/cli/program.ts';
import { buildPerson } from '../builders/build-person.ts';
import { smallCatalogue } from '../catalogue/small-catalogue.ts';
import { fixedRandom, secret } from '../credentials/sample-award.ts';
import { operatorDeps } from '../use-cases/operator-deps.ts';
import { folderOnDisk } from './folder-on-disk.ts';
import { runCli } from './run-cli.ts';

describe('the command line', () => {
  it.each([
    { words: ['--help'], code: 0 },
    { words: ['catalogue', 'import', '--help'], code: 0 },
    { words: [], code: 2 },
    { words: ['award'], code: 2 },
    { words: ['awards', 'list'], code: 2 },
    { words: ['catalogue', 'import'], code: 2 },
    { words: ['award', 'list', 'too', 'many'], code: 2 },
  ])('ends with exit code $code on $words', async ({ words, code }) => {
    const result = await runCli(words, {});
    expect(result.code).toBe(code);
    expect(code === 0 ? result.stdout : result.stderr).toMatch(/usage|error/iu);
  });

  it('names every variable that is not right, and never a value', async () => {
    const result = await runCli(['migrate'], { SPELDJE_SECRET: 'short-secret' });
    expect(result.code).toBe(1);
    expect(result.stdout).toBe('');
    for (const variable of ['MONGODB_URI', 'SPELDJE_SECRET', 'PUBLIC_URL'])
      expect(result.stderr).toContain(`  ${variable}`);
    expect(result.stderr).not.toContain('short-secret');
  });

  it('reads .env in the working folder, over which the environment wins', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'speldje-env-'));
    await writeFile(join(folder, '.env'), 'PUBLIC_URL=http://wrong.example\nSPELDJE_SECRET=short\n');
    const result = await runCli(['migrate'], { PUBLIC_URL: 'https://right.example' }, folder);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('is too short');
    expect(result.stderr).not.toContain('PUBLIC_URL');
  });

  it('says so when the database does not answer, without the address', async () => {
    const result = await runCli(['owner', 'link'], {
      MONGODB_URI: 'mongodb://user:pass-word@127.0.0.1:1/none',
      SPELDJE_SECRET: '-'.repeat(32),
      PUBLIC_URL: 'https://speldje.example',
    });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('The database does not answer.');
    expect(result.stderr).not.toContain('pass-word');
    expect(result.stderr).not.toMatch(/^\s+at /mu);
  });
});

/** A terminal at which somebody gives that answer to every question, on a store in memory. */
function attended(answer: boolean) {
  const deps = operatorDeps();
  const asked: string[] = [];
  const printed: string[] = [];
  const complaints: string[] = [];
  const context: CommandContext = {
    terminal: {
      interactive: true,
      print: (line) => Promise.resolve(void printed.push(line)),
      complain: (line) => void complaints.push(line),
      confirm: (question) => {
        asked.push(question);
        return Promise.resolve(answer);
      },
    },
    environment: {},
    composed: (work) =>
      work({
        store: deps.store,
        clock: deps.clock,
        ids: deps.ids,
        signer: createCredentialSigner({ secret, random: fixedRandom('program') }),
        publicUrl: 'https://speldje.example',
        mailOn: false,
        migrate: () => Promise.resolve(),
      }),
  };
  return { store: deps.store, context, asked, printed, complaints };
}

describe('a question at the terminal', () => {
  it.each([
    { answer: true, badges: 1, said: [] },
    { answer: false, badges: 0, said: ['Nothing was changed.'] },
  ])('before an import: $answer', async ({ answer, badges, said }) => {
    const { store, context, asked, complaints } = attended(answer);
    const folder = await folderOnDisk(smallCatalogue());
    expect(await runCommand(['catalogue', 'import', folder], context)).toBe(0);
    expect(asked).toEqual(['Apply these changes?']);
    expect(complaints).toEqual(said);
    expect(await store.badges.list()).toHaveLength(badges);
  });

  it.each([
    { answer: true, erased: true },
    { answer: false, erased: false },
  ])('before an erasure: $answer', async ({ answer, erased }) => {
    const { store, context, asked } = attended(answer);
    const person = buildPerson({ name: 'Sanne Voorbeeld' });
    await store.persons.insert(person);
    expect(await runCommand(['person', 'erase', `person:${person.id}`], context)).toBe(0);
    expect(asked[0]).toMatch(/^Erase Sanne Voorbeeld \(slack:T1:U\w+\) for good\?/u);
    expect((await store.persons.find(person.id)) === undefined).toBe(erased);
  });

  it('is not asked when nothing would change', async () => {
    const { context, asked, printed } = attended(true);
    const folder = await folderOnDisk(smallCatalogue());
    await runCommand(['catalogue', 'import', folder, '--yes'], context);
    expect(await runCommand(['catalogue', 'import', folder], context)).toBe(0);
    expect(asked).toEqual([]);
    expect(printed.at(-1)).toBe('Nothing to change.');
  });
});

describe('runCommand', () => {
  const complaints: string[] = [];
  const context = (fault: unknown) => ({
    terminal: {
      interactive: false,
      print: () => Promise.resolve(),
      complain: (line: string) => void complaints.push(line),
      confirm: () => Promise.resolve(false),
    },
    environment: {},
    composed: () => Promise.reject(fault),
  });

  it.each([
    { fault: new StoreUnavailable(), says: 'The database stopped answering.' },
    { fault: new Error('the disk is full'), says: 'That went wrong: the disk is full' },
  ])('turns a fault into words: $says', async ({ fault, says }) => {
    complaints.length = 0;
    expect(await runCommand(['migrate'], context(fault))).toBe(1);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(says);
  });
});
