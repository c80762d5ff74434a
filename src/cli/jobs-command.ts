import type { Command } from 'commander';
import { z } from 'zod';
import { allJobs } from '../../jobs/all-jobs.ts';
import { jobBoard } from '../../jobs/job-board.ts';
import { printFaults } from '../config/print-faults.ts';
import { readConfig } from '../config/read-config.ts';
import type { JobRun } from '../domain/job-run.ts';
import type { JobBoard, JobStatus } from '../ports/job-board.ts';
import { configuredChannels } from '../use-cases/configured-channels.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, type CommandContext } from './command-context.ts';
import type { Composition } from './compose.ts';

const optionShape = z.object({ json: z.boolean().default(false) });

/** `jobs list` and `jobs run`. */
export function addJobsCommand(program: Command, context: CommandContext): void {
  const group = program.command('jobs').description('what the service does by the clock');
  group
    .command('list')
    .description('each job: when it runs, what it did last, its last failure')
    .option('--json', 'one JSON document on standard output')
    .action((raw: unknown) =>
      context.composed(async (composition) => {
        const { json } = optionShape.parse(raw);
        const jobs = await boardOf(context, composition).list();
        if (json) await context.terminal.print(asJson(jobs));
        else for (const line of jobs.flatMap(linesOf)) await context.terminal.print(line);
      }),
    );
  group
    .command('run')
    .description('runs a job now, whatever the clock says; harmless while the service runs it too')
    .argument('<name>', 'as `jobs list` names it')
    .option('--json', 'one JSON document on standard output')
    .action((name: string, raw: unknown) =>
      context.composed(async (composition) => {
        const { json } = optionShape.parse(raw);
        const board = boardOf(context, composition);
        const run = await board.run(name, 'command-line');
        if (run === undefined) {
          const names = (await board.list()).map((job) => job.name);
          throw new CliFault(2, [`There is no job “${name}”. There are ${names.join(', ')}.`]);
        }
        await context.terminal.print(json ? asJson(run) : `Done: ${countsOf(run)}.`);
      }),
    );
}

function boardOf({ environment }: CommandContext, { store, clock, ids }: Composition): JobBoard {
  const read = readConfig(environment);
  if (!read.ok) throw new CliFault(1, printFaults(read.faults));
  const { upkeep } = read.config;
  const deps = { store, clock, ids, channels: configuredChannels(read.config), ...upkeep };
  return jobBoard(deps, allJobs(deps));
}

function linesOf(job: JobStatus): readonly string[] {
  const { lastRunAt, nextRunAt, lastRun, lastFailure } = job;
  const at = (moment: Date | undefined) => moment?.toISOString() ?? 'never';
  return [
    `${job.name}  (${job.schedule})`,
    `  last run     ${at(lastRunAt)}`,
    ...(nextRunAt === undefined ? [] : [`  next run     ${at(nextRunAt)}`]),
    ...(lastRun === undefined
      ? []
      : [
          `  last work    ${at(lastRun.startedAt)}, ${lastRun.outcome ?? 'still running'}: ${countsOf(lastRun)}`,
        ]),
    ...(lastFailure === undefined
      ? []
      : [`  last failure ${at(lastFailure.startedAt)}: ${lastFailure.error ?? 'unknown'}`]),
  ];
}

function countsOf({ counts, outcome }: JobRun): string {
  const done = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  if (outcome === 'failed') return 'failed';
  return done.length === 0 ? 'nothing to do' : done.map(([what, count]) => `${count} ${what}`).join(', ');
}
