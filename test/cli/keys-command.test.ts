import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { CommandContext } from '../../src/cli/command-context.ts';
import { runCommand } from '../../src/cli/program.ts';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { fixedRandom, secret } from '../credentials/sample-award.ts';
import { operatorDeps } from '../use-cases/operator-deps.ts';

const publicUrl = 'https://speldje.example';

async function world() {
  const { store, clock, ids } = operatorDeps();
  for (const slug of ['werkplaats', 'school']) await store.issuers.save(buildIssuer({ slug }));
  const printed: string[] = [];
  const complaints: string[] = [];
  const signer = createCredentialSigner({ secret, random: fixedRandom('keys') });
  const context: CommandContext = {
    terminal: {
      interactive: false,
      print: (line) => Promise.resolve(void printed.push(line)),
      complain: (line) => void complaints.push(line),
      confirm: () => Promise.resolve(false),
    },
    environment: {},
    composed: (work) =>
      work({ store, clock, ids, signer, publicUrl, mailOn: false, migrate: () => Promise.resolve() }),
  };
  return {
    store,
    printed,
    complaints,
    speldje: (...words: readonly string[]) => runCommand(words, context),
  };
}

const rotated = z.array(
  z.object({
    issuer: z.string(),
    made: z.array(z.strictObject({ id: z.string(), algorithm: z.string(), createdAt: z.string() })),
    retired: z.array(z.string()),
  }),
);

describe('keys', () => {
  it('rotate gives every issuer new keys, as JSON without anything secret', async () => {
    const { speldje, printed, store } = await world();
    expect(await speldje('keys', 'rotate', '--json')).toBe(0);
    const first = rotated.parse(JSON.parse(printed.join('')));
    expect(first.map(({ issuer }) => issuer)).toEqual(['school', 'werkplaats']);
    expect(first[0]?.made.map(({ algorithm }) => algorithm)).toEqual(['Ed25519', 'ES256']);
    printed.length = 0;
    expect(await speldje('keys', 'rotate', 'werkplaats', '--alg', 'RS256', '--json')).toBe(0);
    const [second] = rotated.parse(JSON.parse(printed.join('')));
    expect(second?.retired.toSorted()).toEqual(first[1]?.made.map(({ id }) => id).toSorted());
    expect(second?.made[1]?.algorithm).toBe('RS256');
    expect(await store.issuerKeys.all()).toHaveLength(6);
  });

  it('rotate and list say in lines what there is', async () => {
    const { speldje, printed, complaints } = await world();
    expect(await speldje('keys', 'list')).toBe(0);
    expect(complaints).toEqual(['No keys yet; they are made at the first award.']);
    await speldje('keys', 'rotate', 'school');
    await speldje('keys', 'rotate', 'school');
    expect(printed).toEqual([
      'school: 2 new keys (Ed25519, ES256), 0 retired.',
      'school: 2 new keys (Ed25519, ES256), 2 retired.',
    ]);
    printed.length = 0;
    await speldje('keys', 'list', 'school');
    expect(printed.filter((line) => line.includes('  in use  '))).toHaveLength(2);
    expect(printed.filter((line) => line.includes('  retired '))).toHaveLength(2);
  });

  it.each([
    [['keys', 'rotate', 'elders'], 1, 'there is no issuer elders; catalogue import adds issuers'],
    [['keys', 'list', 'elders'], 1, 'there is no issuer elders; catalogue import adds issuers'],
    [['keys', 'rotate', '--alg', 'EdDSA'], 2, '--alg is one of ES256, RS256'],
  ])('%j is refused', async (words, code, said) => {
    const { speldje, complaints, store } = await world();
    expect(await speldje(...words)).toBe(code);
    expect(complaints).toEqual([said]);
    expect(await store.issuerKeys.all()).toEqual([]);
  });
});
