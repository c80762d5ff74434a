import type { Command } from 'commander';
import { z } from 'zod';
import { CliFault } from './cli-fault.ts';
import { asJson, type CommandContext } from './command-context.ts';
import { compose, type OpenComposition } from './compose.ts';
import { checkConfiguration, usableConfig, type UsableConfig } from './doctor/check-configuration.ts';
import { checkIndexes, checkTransactions } from './doctor/check-database.ts';
import { checkKeys } from './doctor/check-keys.ts';
import { checkMail } from './doctor/check-mail.ts';
import { checkMessages } from './doctor/check-messages.ts';
import { checkPublicUrl } from './doctor/check-public-url.ts';
import { fault, off, ok, type Check } from './doctor/check.ts';

const optionShape = z.object({ json: z.boolean().default(false) });

/** `doctor`: what is right and what is wrong with this deployment; exit code 1 when anything is. */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('check configuration, database, keys, messages and the public address; changes nothing')
    .option('--json', 'one JSON document on standard output')
    .action(async (raw: unknown) => {
      const { json } = optionShape.parse(raw);
      const { environment, terminal } = context;
      const usable = usableConfig(environment);
      const checks = [
        ...checkConfiguration(environment),
        ...(await databaseChecks(usable)),
        ...(await checkMail(usable.smtpUrl)),
        await checkPublicUrl(usable.publicUrl, fetch),
      ];
      const faults = checks.filter(({ state }) => state === 'fault').length;
      if (json) await terminal.print(asJson({ ok: faults === 0, checks }));
      else for (const line of checks.flatMap(linesOf)) await terminal.print(line);
      if (faults > 0) throw new CliFault(1, [`${faults} ${faults === 1 ? 'fault' : 'faults'} found.`]);
    });
}

const signs: Record<Check['state'], string> = { ok: 'ok   ', fault: 'FAULT', off: 'off  ' };

function linesOf({ name, state, found, todo }: Check): readonly string[] {
  return [
    `${signs[state]} ${name.padEnd(14)} ${found}`,
    ...(todo === undefined ? [] : [`${' '.repeat(21)}${todo}`]),
  ];
}

async function databaseChecks({ mongoUri, secret }: UsableConfig): Promise<readonly Check[]> {
  if (mongoUri === undefined) return [off('database', 'not asked, since MONGODB_URI is not right')];
  let composition: OpenComposition;
  try {
    // Only the database's address matters to it; the other two are checked by themselves.
    composition = await compose({
      MONGODB_URI: mongoUri,
      SPELDJE_SECRET: '-'.repeat(32),
      PUBLIC_URL: 'http://localhost',
    });
  } catch (error) {
    if (!(error instanceof CliFault)) throw error;
    return [fault('database', 'cannot be used', error.lines.join(' '))];
  }
  try {
    const { store, connection, clock } = composition;
    const current = await checkIndexes(connection);
    return [
      ok('database', 'answers'),
      current,
      // A transaction writes only to collections that are there.
      current.state === 'ok'
        ? await checkTransactions(store, clock())
        : off('transactions', 'not tried before the indexes are there'),
      await checkKeys(store.issuerKeys, secret),
      ...(await checkMessages(store)),
    ];
  } finally {
    await composition.close();
  }
}
