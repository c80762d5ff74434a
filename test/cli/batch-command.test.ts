import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typedWords } from '../../src/cli/typed-words.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { cliWorld, type CliWorld } from './cli-world.ts';

describe('the words of a line', () => {
  it.each([
    ['role grant  a\tb', ['role', 'grant', 'a', 'b']],
    [`endorse badge a b "why 'so'" 'it "is"'`, ['endorse', 'badge', 'a', 'b', "why 'so'", 'it "is"']],
    [String.raw`a\ b "c\"d" 'e\f' ""`, ['a b', 'c"d', String.raw`e\f`, '']],
    ['# a remark', []],
    ['jobs list # a remark', ['jobs', 'list']],
    ['a#b', ['a#b']],
    ['x"y z"w', ['xy zw']],
    ['', []],
  ])('%s', (line, words) => {
    expect(typedWords(line)).toEqual(words);
  });
  it.each(['say "this', "say 'this"])('%s is not closed', (line) => {
    expect(typedWords(line)).toBeUndefined();
  });
});

describe('speldje batch', () => {
  let world: CliWorld;
  const issuer = buildIssuer({ slug: 'techniek' });
  beforeAll(async () => {
    world = await cliWorld({ migrated: true });
    await world.store.issuers.save(issuer);
  });
  afterAll(() => world.close());

  const batch = async (...lines: readonly string[]) => {
    const file = join(await mkdtemp(join(tmpdir(), 'speldje-batch-')), 'commands.txt');
    await writeFile(file, lines.join('\n'));
    return world.speldje('batch', file);
  };
  const awarders = async () =>
    (await world.store.roles.ofIssuer(issuer.id)).filter(({ role }) => role === 'awarder').length;

  it('does each line, and says of each what it said alone', async () => {
    const { code, stdout, stderr } = await batch(
      '# who may award',
      '',
      'role grant techniek awarder slack:T1:U1',
      'role grant techniek awarder email:bo@school.example',
      'role grant techniek awarder slack:T1:U1',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toEqual([
      'slack:T1:U1 is now awarder of techniek.',
      'email:bo@school.example is now awarder of techniek.',
      'slack:T1:U1 was already awarder of techniek.',
    ]);
    expect(await awarders()).toBe(2);
  });

  it.each([
    ['that is refused', 'role grant nobody awarder slack:T1:U9', 1, 'Line 2: that was not done'],
    ['that is no command', 'rolle grant', 2, 'Line 2: that was not done'],
    ['with an open quote', 'role grant "techniek', 2, 'Line 2: a quote is not closed'],
    ['that is a batch', 'batch other.txt', 2, 'Line 2: a batch holds no batch'],
  ])('stops at a line %s', async (_, line, code, words) => {
    const before = await awarders();
    const ended = await batch('jobs list', line, 'role grant techniek awarder slack:T1:U8');
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(words);
    expect(await awarders()).toBe(before);
  });

  it('says so when there is no such file', async () => {
    const { code, stderr } = await world.speldje('batch', 'nowhere.txt');
    expect(code).toBe(1);
    expect(stderr).toContain('nowhere.txt');
  });
});
