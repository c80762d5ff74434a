import type { Command } from 'commander';
import { z } from 'zod';
import type { Store } from '../ports/store.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, type CommandContext } from './command-context.ts';

const optionShape = z.object({ since: z.string().optional(), json: z.boolean().default(false) });
const pageSize = 500;

/** When somebody was erased, and the marks by which they are erased once more after a backup was put back. */
type Erasure = { readonly at: Date; readonly marks: readonly string[] };

/** `person erased`: reads the audit from the newest entry back, so it takes longer the longer ago `--since` is. */
export function addErasedCommand(person: Command, context: CommandContext): void {
  person
    .command('erased')
    .description('when people were erased, and the marks to erase them again once a backup was put back')
    .option('--since <date>', 'from that moment on, such as 2026-11-25; all that the audit knows without it')
    .option('--json', 'one JSON document on standard output')
    .action((raw: unknown) =>
      context.composed(async ({ store }) => {
        const { since, json } = optionShape.parse(raw);
        const erasures = await erasuresSince(store, since === undefined ? new Date(0) : moment(since));
        if (json) await context.terminal.print(asJson(erasures));
        else
          for (const { at, marks } of erasures)
            await context.terminal.print([at.toISOString(), ...marks].join(' '));
      }),
    );
}

function moment(written: string): Date {
  const { data } = z.union([z.iso.date(), z.iso.datetime({ offset: true })]).safeParse(written);
  if (data === undefined)
    throw new CliFault(2, [`${written} is no date; write one as 2026-11-25 or 2026-11-25T09:30:00Z`]);
  return new Date(data);
}

async function erasuresSince(store: Store, since: Date): Promise<readonly Erasure[]> {
  const found: Erasure[] = [];
  let after: string | undefined;
  do {
    const page = await store.audit.page({}, { limit: pageSize, ...(after === undefined ? {} : { after }) });
    const recent = page.items.filter(({ at }) => at >= since);
    found.push(
      ...recent
        .filter(({ action }) => action === 'person-erased')
        .map(({ at, about }) => ({ at, marks: about })),
    );
    after = recent.length < page.items.length ? undefined : page.next;
  } while (after !== undefined);
  return found.toReversed();
}
