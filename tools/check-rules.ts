import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * The dependency rules of the house. dependency-cruiser with TypeScript 7 reads by swc, and so no JSX; and it exits 0
 * when it could read nothing. So it gets a copy of the house in which each page is reduced to its imports, and a run
 * that saw fewer modules than the house has is a failure too.
 */
const folders = ['src', 'adapters', 'lti', 'jobs', 'playground', 'tools'];
const leastModules = 300;
const importStatement = /^(?:import|export)\s[^;]*?\sfrom\s+'[^']+';|^import\s+'[^']+';/gmu;

const copy = mkdtempSync('.rules-');
try {
  for (const folder of folders) {
    cpSync(folder, join(copy, folder), { recursive: true });
    for (const name of readdirSync(join(copy, folder), { recursive: true, encoding: 'utf8' })) {
      const file = join(copy, folder, name);
      if (/\.tsx?$/u.test(name)) reduce(file);
    }
  }
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(name, join(copy, name));
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  process.exitCode = judge(cruise());
} finally {
  rmSync(copy, { recursive: true });
}

function reduce(file: string): void {
  const source = readFileSync(file, 'utf8');
  const page = file.endsWith('.tsx');
  const kept = page ? (source.match(importStatement) ?? []).join('\n') : source;
  writeFileSync(file, kept.replaceAll(/\.tsx'/gu, ".ts'"));
  if (page) renameSync(file, file.replace(/x$/u, ''));
}

function cruise(): string {
  const run = spawnSync(
    join(process.cwd(), 'node_modules/.bin/depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    { cwd: copy, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (run.error !== undefined || run.stdout === '') throw new Error(`dependency-cruiser: ${run.stderr}`);
  return run.stdout;
}

function judge(output: string): number {
  const { totalCruised, violations } = z
    .object({
      summary: z.object({
        totalCruised: z.number(),
        violations: z.array(
          z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
        ),
      }),
    })
    .parse(JSON.parse(output)).summary;
  for (const { from, to, rule } of violations) console.error(`${rule.name}: ${from} → ${to}`);
  const enough = totalCruised >= leastModules;
  if (enough) console.log(`dependency rules: ${totalCruised} modules, ${violations.length} violations`);
  else console.error(`only ${totalCruised} modules were read: the rules were not checked`);
  return violations.length > 0 || !enough ? 1 : 0;
}
