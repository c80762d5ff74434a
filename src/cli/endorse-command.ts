import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { endorseAward, endorseBadge, withdrawEndorsement } from '../use-cases/endorse.ts';
import { asJson, done, type CommandContext } from './command-context.ts';

const optionShape = z.object({ json: z.boolean().default(false) });

/** `endorse badge`, `endorse award` and `endorse withdraw`. */
export function addEndorseCommand(program: Command, context: CommandContext): void {
  const group = program
    .command('endorse')
    .description('one issuer stands behind a badge or an award of another');
  for (const kind of ['badge', 'award'] as const)
    group
      .command(kind)
      .description(
        `endorse ${kind === 'badge' ? 'a badge' : 'an award'}; again with other words replaces them`,
      )
      .argument('<issuer>', 'slug of the issuer that endorses')
      .argument(
        kind === 'badge' ? '<badge>' : '<award>',
        kind === 'badge' ? 'slug of the badge' : 'id of the award',
      )
      .argument('<comment>', 'why, in Markdown')
      .option('--json', 'one JSON document on standard output')
      .action(async (issuerSlug: string, subject: string, comment: string, raw: unknown) => {
        const { json } = optionShape.parse(raw);
        await context.composed(async (composition) => {
          await composition.migrate(() => undefined);
          const command = { actor: operatorActor, issuerSlug, comment };
          const { endorsement } =
            kind === 'badge'
              ? done(await endorseBadge(composition, { ...command, badgeSlug: subject }))
              : done(await endorseAward(composition, { ...command, awardId: subject }));
          const url = `${composition.publicUrl}/endorsements/${endorsement.id}`;
          await context.terminal.print(json ? asJson({ ...endorsement, url }) : url);
        });
      });
  group
    .command('withdraw')
    .description('take an endorsement back')
    .argument('<endorsement>', 'its id, the last part of its address')
    .action(async (endorsementId: string) => {
      await context.composed(async (composition) => {
        await composition.migrate(() => undefined);
        done(await withdrawEndorsement(composition, { actor: operatorActor, endorsementId }));
        await context.terminal.print(`${endorsementId} is withdrawn.`);
      });
    });
}
