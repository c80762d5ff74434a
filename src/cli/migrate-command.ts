import type { Command } from 'commander';
import { z } from 'zod';
import { asJson, type CommandContext } from './command-context.ts';

const optionShape = z.object({ json: z.boolean().default(false) });

/** `migrate`: what the service does at its start, done now. */
export function addMigrateCommand(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('bring the database up to date; safe to run twice, and while the service runs')
    .option('--json', 'one JSON document on standard output')
    .action(async (raw: unknown) => {
      const { json } = optionShape.parse(raw);
      await context.composed(async (composition) => {
        const steps: string[] = [];
        await composition.migrate((line) => steps.push(line));
        if (json) return context.terminal.print(asJson({ steps }));
        for (const step of steps) await context.terminal.print(step);
        return context.terminal.print('The database is up to date.');
      });
    });
}
