import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { formatFault } from '../catalogue/catalogue-fault.ts';
import { diskFiles } from '../catalogue/disk-files.ts';
import { readCatalogue } from '../catalogue/read-catalogue.ts';
import { operatorActor } from '../domain/actor.ts';
import { importCatalogue } from '../use-cases/import-catalogue.ts';
import { changesNothing, planCatalogue, type CataloguePlan } from '../use-cases/plan-catalogue.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';
import { planData, planLines, reportLine } from './plan-words.ts';
import { refusalWords } from './refusal-words.ts';

const optionShape = z.object({
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Options = z.output<typeof optionShape>;

/** `catalogue import DIR`: makes the deployment say what a folder of files says. */
export function addCatalogueCommand(program: Command, context: CommandContext): void {
  program
    .command('catalogue')
    .description('the badges and issuers of the community, kept as files')
    .command('import')
    .description('check a folder, show what it would change, and apply it')
    .argument('<dir>', 'the folder with community.yaml, issuers/, badges/ and perhaps skills/')
    .option('--yes', 'apply without asking')
    .option('--dry-run', 'only show what would change')
    .option('--json', 'one JSON document on standard output')
    .action(async (dir: string, options: unknown) => {
      await importFolder(context, dir, optionShape.parse(options));
    });
}

async function importFolder(context: CommandContext, dir: string, options: Options): Promise<void> {
  const { terminal } = context;
  const catalogue = await readFolder(context, dir, options);
  await context.composed(async (composition) => {
    const { publicUrl } = composition;
    const plan = await planCatalogue(composition, { catalogue, publicUrl });
    if (plan.refusals.length > 0) {
      if (options.json) await terminal.print(asJson({ applied: false, refusals: plan.refusals }));
      throw new CliFault(1, [
        ...plan.refusals.map(({ about, refusal }) => `${about}: ${refusalWords(refusal)}`),
        'Nothing was changed.',
      ]);
    }
    if (!options.json) for (const line of planLines(catalogue, plan)) await terminal.print(line);
    if (changesNothing(plan) || options.dryRun || !(await agreed(context, plan, options))) {
      if (options.json) await terminal.print(asJson({ applied: false, ...planData(plan) }));
      return;
    }
    await composition.migrate(() => undefined);
    const { report } = done(
      await importCatalogue(composition, { actor: operatorActor, catalogue, publicUrl }),
    );
    await terminal.print(
      options.json ? asJson({ applied: true, ...planData(report.plan) }) : reportLine(report),
    );
  });
}

async function readFolder(context: CommandContext, dir: string, options: Options): Promise<Catalogue> {
  const found = await stat(dir).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new CliFault(2, [`there is no folder ${dir}`]);
  const reading = await readCatalogue(dir, {
    files: diskFiles,
    // Asked only where a badge names a skill by its url alone that the folder does not have.
    skills: (urls) => context.composed(({ store }) => store.skills.findMany(urls)),
  });
  if (reading.ok) return reading.catalogue;
  if (options.json) await context.terminal.print(asJson({ applied: false, faults: reading.faults }));
  const count = reading.faults.length;
  throw new CliFault(1, [
    ...reading.faults.map(formatFault),
    `${count} ${count === 1 ? 'fault' : 'faults'}; nothing was changed.`,
  ]);
}

async function agreed(context: CommandContext, plan: CataloguePlan, options: Options): Promise<boolean> {
  if (options.yes) return true;
  if (context.terminal.interactive) {
    if (await context.terminal.confirm('Apply these changes?')) return true;
    context.terminal.complain('Nothing was changed.');
    return false;
  }
  if (options.json) await context.terminal.print(asJson({ applied: false, ...planData(plan) }));
  throw new CliFault(2, ['Nothing was changed: add --yes to apply it, or --dry-run only to look.']);
}
