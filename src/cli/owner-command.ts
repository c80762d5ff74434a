import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { makeOwnerLink } from '../use-cases/make-owner-link.ts';
import { asJson, done, type CommandContext } from './command-context.ts';

const optionShape = z.object({ issuer: z.string().exactOptional(), json: z.boolean().default(false) });

/** `owner link`: how the first owner gets in. */
export function addOwnerCommand(program: Command, context: CommandContext): void {
  program
    .command('owner')
    .description('owners of issuers')
    .command('link')
    .description('make a link that lets whoever opens it become owner; it works once, for 24 hours')
    .option('--issuer <slug>', 'owner of this issuer alone; without it, of every issuer')
    .option('--json', 'one JSON document on standard output')
    .action(async (raw: unknown) => {
      const { issuer, json } = optionShape.parse(raw);
      await context.composed(async (composition) => {
        await composition.migrate(() => undefined);
        const { url, expiresAt } = done(
          await makeOwnerLink(composition, {
            actor: operatorActor,
            publicUrl: composition.publicUrl,
            ...(issuer === undefined ? {} : { issuerSlug: issuer }),
          }),
        );
        if (json) return context.terminal.print(asJson({ url, expiresAt }));
        await context.terminal.print(url);
        context.terminal.complain(
          `Give it to the owner alone: it works once, until ${expiresAt.toISOString()}.`,
        );
      });
    });
}
