import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { connectWorkspace, disconnectWorkspace } from '../use-cases/connect-workspace.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';

const tenantShape = z.guid().transform((tenant) => tenant.toLowerCase());
const optionShape = z.object({ name: z.string().min(1).exactOptional() });

/** `teams …`: the tenants of Microsoft Teams whose people may use the bot. */
export function addTeamsCommand(program: Command, context: CommandContext): void {
  const teams = program.command('teams').description('the tenants of Microsoft Teams that may use the bot');

  teams
    .command('connect <tenant>')
    .description('let a tenant in, by its directory (tenant) id')
    .option('--name <text>', 'how it is called here')
    .action(async (written: string, raw: unknown) => {
      const tenant = tenantOf(written);
      const { name } = optionShape.parse(raw);
      await context.composed(async (composition) => {
        await composition.migrate(() => undefined);
        const { changed } = done(
          await connectWorkspace(composition, {
            actor: operatorActor,
            key: `teams:${tenant}`,
            ...(name === undefined ? {} : { name }),
          }),
        );
        await context.terminal.print(
          `${name ?? tenant} ${changed ? 'is connected now' : 'was connected already'}.`,
        );
      });
    });

  teams
    .command('disconnect <tenant>')
    .description('let a tenant in no more; what its people have stays theirs')
    .action(async (written: string) => {
      const tenant = tenantOf(written);
      await context.composed(async (composition) => {
        const { changed } = done(
          await disconnectWorkspace(composition, { actor: operatorActor, key: `teams:${tenant}` }),
        );
        await context.terminal.print(
          `${tenant} ${changed ? 'is not connected any more' : 'was not connected'}.`,
        );
      });
    });

  teams
    .command('list')
    .description('the tenants that are or were connected')
    .action(async () => {
      await context.composed(async ({ store }) => {
        const found = (await store.workspaces.list()).filter(({ key }) => key.startsWith('teams:'));
        await context.terminal.print(
          asJson(
            found.map(({ key, name, connectedAt, disconnectedAt }) => ({
              tenant: key.slice('teams:'.length),
              name,
              connectedAt,
              disconnectedAt,
            })),
          ),
        );
      });
    });
}

function tenantOf(written: string): string {
  const tenant = tenantShape.safeParse(written);
  if (!tenant.success)
    throw new CliFault(2, [
      `${written} is not a tenant id; it looks like 11111111-2222-4333-8444-555555555555 (Microsoft Entra admin center, Overview)`,
    ]);
  return tenant.data;
}
