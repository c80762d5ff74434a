import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { formatFault, type CatalogueFault } from '../catalogue/catalogue-fault.ts';
import { readSkillsCsv, type SkillsCsvOptions } from '../catalogue/skills-csv.ts';
import { operatorActor } from '../domain/actor.ts';
import { inLocale, locales } from '../domain/localized-text.ts';
import type { FrameworkSkill } from '../domain/skill.ts';
import { importSkills } from '../use-cases/import-skills.ts';
import { searchSkills } from '../use-cases/search-skills.ts';
import { CliFault } from './cli-fault.ts';
import { asJson, done, type CommandContext } from './command-context.ts';

const frameworkForm = /^[a-z][a-z0-9-]{0,39}$/u;
const language = z.enum(locales);
const importShape = z.object({
  framework: z.string(),
  lang: z.string().optional(),
  json: z.boolean().default(false),
});
const searchShape = z.object({ lang: z.string().default('nl'), json: z.boolean().default(false) });
const listShape = searchShape.extend({ framework: z.string().optional() });

/** As many faults as somebody reads at a time. */
const mostFaults = 100;
const pageSize = 500;

/** `skills import`, `skills search` and `skills list`. */
export function addSkillsCommand(program: Command, context: CommandContext): void {
  const group = program.command('skills').description('skills of frameworks such as ESCO and CompetentNL');
  group
    .command('import')
    .description('take in a framework, or a language of it, from CSV; docs/skills.md describes the columns')
    .argument('<file>', 'a CSV file: our own columns, or those of ESCO')
    .requiredOption('--framework <name>', 'esco, competentnl, or a short name of your own')
    .option('--lang <nl|en>', 'the language of a file of ESCO')
    .option('--json', 'one JSON document on standard output')
    .action((file: string, raw: unknown) => importFile(context, file, importShape.parse(raw)));
  group
    .command('search')
    .description('what people find when they type this')
    .argument('<words...>')
    .option('--lang <nl|en>', 'in that language', 'nl')
    .option('--json', 'one JSON document on standard output')
    .action((words: string[], raw: unknown) => search(context, words.join(' '), searchShape.parse(raw)));
  group
    .command('list')
    .description('every skill of a framework, by url; without one, how many each framework has')
    .option('--framework <name>', 'that framework')
    .option('--lang <nl|en>', 'in that language', 'nl')
    .option('--json', 'one JSON object a line')
    .action((raw: unknown) => list(context, listShape.parse(raw)));
}

async function importFile(
  context: CommandContext,
  file: string,
  { framework, lang, json }: z.output<typeof importShape>,
): Promise<void> {
  const { terminal } = context;
  if (!frameworkForm.test(framework))
    throw new CliFault(2, [
      `${framework} is not a short name; it has lower-case letters, digits and hyphens`,
    ]);
  if (['community', 'own'].includes(framework))
    throw new CliFault(2, [`${framework} stands for skills without a framework; choose another name`]);
  const locale = lang === undefined ? undefined : languageOf(lang);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new CliFault(2, [`there is no file ${file}`]);
  const options = { framework, ...(locale === undefined ? {} : { locale }) };
  // Twice through the file rather than the whole of it in memory: with a fault anywhere, nothing is taken in.
  await refuseFaults(context, file, options, json);
  await context.composed(async (composition) => {
    await composition.migrate(() => undefined);
    const { added, changed, unchanged } = done(
      await importSkills(composition, {
        actor: operatorActor,
        framework,
        skills: skillsIn(file, options),
      }),
    );
    await terminal.print(
      json
        ? asJson({ imported: true, framework, added, changed, unchanged })
        : `${framework}: ${added} added, ${changed} changed, ${unchanged} as they were.`,
    );
  });
}

async function refuseFaults(
  { terminal }: CommandContext,
  file: string,
  options: SkillsCsvOptions,
  json: boolean,
): Promise<void> {
  const faults: CatalogueFault[] = [];
  let count = 0;
  for await (const row of readSkillsCsv(createReadStream(file), options)) {
    if (row.ok) continue;
    count += 1;
    if (faults.length < mostFaults) faults.push({ ...row.fault, file });
  }
  if (count === 0) return;
  if (json) await terminal.print(asJson({ imported: false, faults }));
  throw new CliFault(1, [
    ...faults.map(formatFault),
    ...(count > faults.length ? [`and ${count - faults.length} more`] : []),
    `${count} ${count === 1 ? 'fault' : 'faults'}; nothing was taken in.`,
  ]);
}

async function* skillsIn(file: string, options: SkillsCsvOptions): AsyncGenerator<FrameworkSkill> {
  for await (const row of readSkillsCsv(createReadStream(file), options)) if (row.ok) yield row.skill;
}

async function search(
  context: CommandContext,
  typed: string,
  { lang, json }: z.output<typeof searchShape>,
): Promise<void> {
  const locale = languageOf(lang);
  const { terminal } = context;
  await context.composed(async (composition) => {
    const found = await searchSkills(composition, { typed, locale });
    if (json) return terminal.print(asJson({ skills: found }));
    if (found.length === 0) terminal.complain('nothing was found');
    for (const skill of found) await terminal.print(`${inLocale(skill.name, locale)}  ${skill.url}`);
  });
}

async function list(
  context: CommandContext,
  { framework, lang, json }: z.output<typeof listShape>,
): Promise<void> {
  const locale = languageOf(lang);
  const { terminal } = context;
  await context.composed(async ({ store }) => {
    if (framework === undefined) {
      for (const [name, count] of [...(await store.skills.frameworks())].toSorted(([a], [b]) =>
        a < b ? -1 : 1,
      ))
        await terminal.print(json ? JSON.stringify({ framework: name, skills: count }) : `${name}  ${count}`);
      return;
    }
    let after: string | undefined;
    do {
      const page = await store.skills.page(framework, {
        limit: pageSize,
        ...(after === undefined ? {} : { after }),
      });
      for (const skill of page.items)
        await terminal.print(json ? JSON.stringify(skill) : `${skill.url}  ${inLocale(skill.name, locale)}`);
      after = page.next;
    } while (after !== undefined);
  });
}

function languageOf(written: string): z.output<typeof language> {
  const read = language.safeParse(written);
  if (!read.success) throw new CliFault(2, [`${written} is not a language here; write nl or en`]);
  return read.data;
}
