import { Command, CommanderError } from 'commander';
import { StoreUnavailable } from '../ports/store.ts';
import { addAwardCommand } from './award-command.ts';
import { addBackpackCommand } from './backpack-command.ts';
import { addBatchCommand } from './batch-command.ts';
import { addCatalogueCommand } from './catalogue-command.ts';
import { CliFault } from './cli-fault.ts';
import type { CommandContext } from './command-context.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addEndorseCommand } from './endorse-command.ts';
import { addKeysCommand } from './keys-command.ts';
import { addJobsCommand } from './jobs-command.ts';
import { addLtiCommand } from './lti-command.ts';
import { addMigrateCommand } from './migrate-command.ts';
import { addOwnerCommand } from './owner-command.ts';
import { addPersonCommand } from './person-command.ts';
import { addRoleCommand } from './role-command.ts';
import { addSkillsCommand } from './skills-command.ts';
import { addTeamsCommand } from './teams-command.ts';

/**
 * Carries out one command. Resolves with the exit code: 0 done, 1 something is at fault or was refused, 2 the
 * command was not given as it should be. Never rejects.
 */
export async function runCommand(words: readonly string[], context: CommandContext): Promise<0 | 1 | 2> {
  const program = new Command('speldje')
    .description('Speldje from the command line. It works on the database of the deployment, by MONGODB_URI.')
    .showHelpAfterError('(--help shows how)')
    .exitOverride();
  addCatalogueCommand(program, context);
  addOwnerCommand(program, context);
  addRoleCommand(program, context);
  addPersonCommand(program, context);
  addAwardCommand(program, context);
  addEndorseCommand(program, context);
  addKeysCommand(program, context);
  addLtiCommand(program, context);
  addBackpackCommand(program, context);
  addTeamsCommand(program, context);
  addJobsCommand(program, context);
  addDoctorCommand(program, context);
  addSkillsCommand(program, context);
  addMigrateCommand(program, context);
  addBatchCommand(program, context, runCommand);
  for (const command of withDescendants(program)) command.exitOverride();
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said what it has to say itself.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { exitCode, lines } = faultOf(error);
    for (const line of lines) context.terminal.complain(line);
    return exitCode;
  }
}

function withDescendants(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withDescendants)];
}

function faultOf(error: unknown): Pick<CliFault, 'exitCode' | 'lines'> {
  if (error instanceof CliFault) return error;
  if (error instanceof StoreUnavailable)
    return {
      exitCode: 1,
      lines: [
        'The database stopped answering. Run the command again: what was done already is not done twice.',
      ],
    };
  const reason = error instanceof Error ? error.message : String(error);
  return { exitCode: 1, lines: [`That went wrong: ${reason}`] };
}
