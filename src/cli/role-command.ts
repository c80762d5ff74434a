import type { Command } from 'commander';
import { z } from 'zod';
import { operatorActor } from '../domain/actor.ts';
import { parseIdentity } from '../domain/identity.ts';
import { parseWorkspaceGrantee, roles, type Role } from '../domain/role.ts';
import { grantRole, withdrawRole } from '../use-cases/grant-role.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';

const optionShape = z.object({ json: z.boolean().default(false) });
const roleShape = z.enum(roles);
const granteeForms =
  'slack:TEAM:USER, teams:TENANT:USER, lti:PLATFORM:SUB, email:ADDRESS, everyone:slack:TEAM or teachers:lti:PLATFORM';

/** `role grant` and `role withdraw`. */
export function addRoleCommand(program: Command, context: CommandContext): void {
  const group = program.command('role').description('who may do what for an issuer');
  for (const verb of ['grant', 'withdraw'] as const)
    group
      .command(verb)
      .description(
        verb === 'grant' ? 'let somebody act for an issuer' : 'take a role away; the last owner too',
      )
      .argument('<issuer>', 'slug of the issuer')
      .argument('<role>', roles.join(', '))
      .argument('<identity>', granteeForms)
      .option('--json', 'one JSON document on standard output')
      .action(async (issuer: string, writtenRole: string, grantee: string, raw: unknown) => {
        const role = readRole(writtenRole);
        if (parseIdentity(grantee) === undefined && parseWorkspaceGrantee(grantee) === undefined)
          throw new CliFault(2, [`${grantee} is not an identity; write ${granteeForms}`]);
        await change(context, verb, { issuer, role, grantee }, optionShape.parse(raw).json);
      });
}

function readRole(written: string): Role {
  const role = roleShape.safeParse(written);
  if (!role.success)
    throw new CliFault(2, [`${written} is not a role; a role is one of ${roles.join(', ')}`]);
  return role.data;
}

async function change(
  context: CommandContext,
  verb: 'grant' | 'withdraw',
  { issuer, role, grantee }: { issuer: string; role: Role; grantee: string },
  json: boolean,
): Promise<void> {
  await context.composed(async (composition) => {
    await composition.migrate(() => undefined);
    const command = { actor: operatorActor, issuerSlug: issuer, role, grantee };
    const { changed } =
      verb === 'grant'
        ? done(await grantRole(composition, command))
        : done(await withdrawRole(composition, command));
    if (json) return context.terminal.print(asJson({ issuer, role, grantee, changed }));
    const now =
      verb === 'grant' ? (changed ? 'is now' : 'was already') : changed ? 'is no longer' : 'was not';
    return context.terminal.print(`${grantee} ${now} ${role} of ${issuer}.`);
  });
}
