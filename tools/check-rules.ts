import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/**
 * The dependency rules of the house. dependency-cruiser exits 0 when it could read no file, so a run that saw
 * fewer modules than the house has is a failure too.
 */
const folders = ['src', 'adapters', 'jobs', 'playground', 'tools'];
const leastModules = 100;

const run = spawnSync(
  'npx',
  ['--no-install', 'depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
);
if (run.error !== undefined || run.stdout === '') {
  console.error(run.stderr);
  process.exit(1);
}
const result = z
  .object({
    summary: z.object({
      totalCruised: z.number(),
      violations: z.array(
        z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
      ),
    }),
  })
  .parse(JSON.parse(run.stdout));
const { totalCruised, violations } = result.summary;
for (const { from, to, rule } of violations) console.error(`${rule.name}: ${from} → ${to}`);
if (totalCruised < leastModules)
  console.error(`only ${totalCruised} modules were read: the rules were not checked`);
else console.log(`dependency rules: ${totalCruised} modules, ${violations.length} violations`);
process.exit(violations.length > 0 || totalCruised < leastModules ? 1 : 0);
