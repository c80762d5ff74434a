import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { jwtAlgorithms, type IssuerKey, type JwtAlgorithm } from '../domain/issuer-key.ts';
import type { Issuer } from '../domain/issuer.ts';
import { rotateKeys } from '../use-cases/rotate-keys.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';
import type { Composition } from './compose.ts';

const listShape = z.object({ json: z.boolean().default(false) });
const rotateShape = z.object({
  alg: z.enum(jwtAlgorithms, { error: `--alg is one of ${jwtAlgorithms.join(', ')}` }).exactOptional(),
  json: z.boolean().default(false),
});

/** `keys list` and `keys rotate`. */
export function addKeysCommand(program: Command, context: CommandContext): void {
  const group = program.command('keys').description('the keys that issuers sign with');
  group
    .command('list')
    .description('the keys of an issuer, or of all, retired ones too')
    .argument('[issuer]', 'slug of the issuer; without it, every issuer')
    .option('--json', 'one JSON document on standard output')
    .action(async (issuer: string | undefined, raw: unknown) => {
      await context.composed((composition) => list(context, composition, issuer, listShape.parse(raw).json));
    });
  group
    .command('rotate')
    .description('new keys for an issuer, or for all; what the old ones signed still verifies')
    .argument('[issuer]', 'slug of the issuer; without it, every issuer')
    .option(
      '--alg <algorithm>',
      `how JWTs are signed: ${jwtAlgorithms.join(' or ')}; as before when left out`,
    )
    .option('--json', 'one JSON document on standard output')
    .action(async (issuer: string | undefined, raw: unknown) => {
      const options = rotateShape.safeParse(raw);
      if (!options.success)
        throw new CliFault(
          2,
          options.error.issues.map(({ message }) => message),
        );
      const { alg, json } = options.data;
      await context.composed((composition) => rotate(context, composition, { issuer, alg, json }));
    });
}

async function list(
  { terminal }: CommandContext,
  { store }: Composition,
  slug: string | undefined,
  json: boolean,
): Promise<void> {
  const listed = [];
  for (const issuer of await issuersNamed(store, slug))
    for (const key of await store.issuerKeys.list(issuer.id)) listed.push({ issuer, key });
  if (json)
    return terminal.print(asJson(listed.map(({ issuer, key }) => ({ issuer: issuer.slug, ...shown(key) }))));
  if (listed.length === 0) terminal.complain('No keys yet; they are made at the first award.');
  for (const { issuer, key } of listed)
    await terminal.print(
      [
        issuer.slug,
        key.algorithm,
        `since ${day(key.createdAt)}`,
        key.retiredAt === undefined ? 'in use' : `retired ${day(key.retiredAt)}`,
        key.id,
      ].join('  '),
    );
  return undefined;
}

async function rotate(
  { terminal }: CommandContext,
  composition: Composition,
  options: {
    readonly issuer: string | undefined;
    readonly alg: JwtAlgorithm | undefined;
    readonly json: boolean;
  },
): Promise<void> {
  await composition.migrate(() => undefined);
  const results = [];
  for (const { slug } of await issuersNamed(composition.store, options.issuer)) {
    const { made, retired } = done(
      await rotateKeys(composition, {
        actor: operatorActor,
        issuerSlug: slug,
        ...(options.alg === undefined ? {} : { jwtAlgorithm: options.alg }),
      }),
    );
    results.push({ issuer: slug, made: made.map(shown), retired: retired.map(({ id }) => id) });
    // Said at once: with many issuers, an error half-way must not hide what was done.
    if (!options.json)
      await terminal.print(
        `${slug}: ${made.length} new keys (${made.map(({ algorithm }) => algorithm).join(', ')}), ${retired.length} retired.`,
      );
  }
  if (options.json) await terminal.print(asJson(results));
}

async function issuersNamed(
  store: Composition['store'],
  slug: string | undefined,
): Promise<readonly Pick<Issuer, 'id' | 'slug'>[]> {
  if (slug === undefined) return store.issuers.list();
  const found = await store.issuers.findBySlug(slug);
  if (found === undefined)
    throw new CliFault(1, [`there is no issuer ${slug}; catalogue import adds issuers`]);
  return [found];
}

/** What may be seen of a key. */
function shown({ id, algorithm, createdAt, retiredAt }: IssuerKey) {
  return { id, algorithm, createdAt, ...(retiredAt === undefined ? {} : { retiredAt }) };
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
