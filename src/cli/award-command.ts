import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { standingOf } from '../domain/award.ts';
import { listAwards, type ListAwards, type ListedAward } from '../use-cases/list-awards.ts';
import { CliFault } from './cli-fault.ts';
import { done, type CommandContext } from './command-context.ts';
import type { Composition } from './compose.ts';
import { findPerson, identityForms } from './find-person.ts';

const statuses = ['active', 'suspended', 'revoked'] as const;
const optionShape = z.object({
  issuer: z.string().exactOptional(),
  badge: z.string().exactOptional(),
  person: z.string().exactOptional(),
  status: z.enum(statuses, { error: `--status is one of ${statuses.join(', ')}` }).exactOptional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,8}$/u, { error: '--limit is a whole number from 1' })
    .transform(Number)
    .exactOptional(),
  json: z.boolean().default(false),
});

/** How many awards a list for the eye shows, and how many are fetched at a time. */
const screenful = 50;
const pageSize = 500;

/** `award list`: newest first. As JSON lines it streams however many there are. */
export function addAwardCommand(program: Command, context: CommandContext): void {
  program
    .command('award')
    .description('awards')
    .command('list')
    .description('the awards, newest first')
    .option('--issuer <slug>', 'of this issuer')
    .option('--badge <slug>', 'of this badge')
    .option('--person <identity>', `of this person: ${identityForms}`)
    .option('--status <status>', statuses.join(', '))
    .option('--limit <number>', `at most so many; without it ${screenful}, or all with --json`)
    .option('--json', 'one award a line as JSON')
    .action(async (raw: unknown) => {
      const options = optionShape.safeParse(raw);
      if (!options.success)
        throw new CliFault(
          2,
          options.error.issues.map(({ message }) => message),
        );
      await context.composed((composition) => list(context, composition, options.data));
    });
}

async function list(
  { terminal }: CommandContext,
  composition: Composition,
  options: z.output<typeof optionShape>,
): Promise<void> {
  const { issuer, badge, person, status, json } = options;
  const limit = options.limit ?? (json ? Number.POSITIVE_INFINITY : screenful);
  const query = {
    actor: operatorActor,
    ...(issuer === undefined ? {} : { issuerSlug: issuer }),
    ...(badge === undefined ? {} : { badgeSlug: badge }),
    ...(person === undefined ? {} : { personId: (await findPerson(composition.store, person)).id }),
    ...(status === undefined ? {} : { status }),
  };
  const now = composition.clock();
  let shown = 0;
  for await (const listed of awards(composition, query, limit)) {
    if (listed === 'more') {
      if (options.limit === undefined)
        terminal.complain(`There are more than ${shown}; --limit or --json shows them.`);
      return;
    }
    await terminal.print(json ? JSON.stringify({ ...listed.award, ...named(listed) }) : row(listed, now));
    shown += 1;
  }
  if (shown === 0 && !json) terminal.complain('No awards.');
}

function named({ personName }: ListedAward) {
  return personName === undefined ? {} : { personName };
}

function row({ award, personName }: ListedAward, now: Date): string {
  const person = award.personId === undefined ? '(erased)' : (personName ?? `person:${award.personId}`);
  return [
    award.awardedAt.toISOString().slice(0, 10),
    award.badge.slug,
    person,
    standingOf(award, now),
    award.id,
  ].join('  ');
}

/** Page after page up to the limit, then `more` when there are more. */
async function* awards(
  composition: Composition,
  query: Omit<ListAwards, 'page'>,
  limit: number,
): AsyncGenerator<ListedAward | 'more'> {
  let after: string | undefined;
  for (let left = limit; left > 0; ) {
    const page = { limit: Math.min(left, pageSize), ...(after === undefined ? {} : { after }) };
    const listed = done(await listAwards(composition, { ...query, page })).page;
    yield* listed.items;
    left -= listed.items.length;
    after = listed.next;
    if (after === undefined) return;
  }
  yield 'more';
}
