import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { backpackScopes, offlineScope, type BackpackClient } from '../domain/backpack.ts';
import { removeBackpack, setBackpackStatus } from '../use-cases/manage-backpacks.ts';
import { registerBackpack } from '../use-cases/register-backpack.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';

const addShape = z.object({
  redirect: z.array(z.string()).min(1),
  public: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  uri: z.string().exactOptional(),
});

const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** What is shown of a backpack: never its secret's hash. */
function shown(client: BackpackClient) {
  const { secretHash: _, ...rest } = client;
  return rest;
}

/** `backpack …`: applications elsewhere that people may let reach their passport. */
export function addBackpackCommand(program: Command, context: CommandContext): void {
  const backpack = program
    .command('backpack')
    .description('applications elsewhere that people may let reach their passport (Open Badges API)');

  backpack
    .command('list')
    .description('every backpack that is registered')
    .action(async () => {
      await context.composed(async ({ store }) => {
        await context.terminal.print(asJson((await store.backpacks.clients.list()).map(shown)));
      });
    });

  backpack
    .command('add <name>')
    .description('register a backpack; its secret is shown this once')
    .requiredOption(
      '--redirect <url>',
      'where people come back to, exactly; may be given several times',
      collect,
    )
    .option('--uri <url>', 'its home page')
    .option('--public', 'it can keep no secret (an application on a phone or in a browser)')
    .option('--read-only', 'it may read badges and profile, and change nothing')
    .action(async (name: string, raw: unknown) => {
      const given = addShape.parse(raw);
      const { readCredentials, readProfile } = backpackScopes;
      await context.composed(async (composition) => {
        await composition.migrate(() => undefined);
        const made = await registerBackpack(composition, {
          actor: operatorActor,
          mostPerDay: 0,
          metadata: {
            name,
            redirectUris: given.redirect,
            scopes: given.readOnly
              ? [readCredentials, readProfile, offlineScope]
              : [...Object.values(backpackScopes), offlineScope],
            authMethod: given.public ? 'none' : 'client_secret_basic',
            refreshes: true,
            ...(given.uri === undefined ? {} : { uri: given.uri }),
          },
        });
        if (!made.ok)
          throw new CliFault(1, [
            'uri' in made.refusal
              ? `${made.refusal.uri || 'the address'} will not do: https without a fragment, or http on the machine itself`
              : `not registered: ${made.refusal.code}`,
          ]);
        const { client, secret } = made;
        await context.terminal.print(
          asJson({ ...shown(client), ...(secret === undefined ? {} : { secret }) }),
        );
      });
    });

  for (const [verb, status] of [
    ['disable', 'disabled'],
    ['enable', 'active'],
  ] as const)
    backpack
      .command(`${verb} <id>`)
      .description(
        status === 'disabled' ? 'keep a backpack out, at once' : 'let a disabled backpack in again',
      )
      .action(async (clientId: string) => {
        await context.composed(async (composition) => {
          const command = { actor: operatorActor, clientId, status };
          const { client } = done(await setBackpackStatus(composition, command));
          await context.terminal.print(asJson(shown(client)));
        });
      });

  backpack
    .command('remove <id>')
    .description('remove a backpack, with all that people allowed it')
    .action(async (clientId: string) => {
      await context.composed(async (composition) => {
        const { grants } = done(await removeBackpack(composition, { actor: operatorActor, clientId }));
        await context.terminal.print(`Removed; ${grants} people had let it in.`);
      });
    });
}
