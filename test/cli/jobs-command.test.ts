import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { cliWorld, type CliWorld } from './cli-world.ts';

const runShape = z.object({
  job: z.string(),
  by: z.string(),
  outcome: z.string(),
  counts: z.record(z.string(), z.number()),
});
const listShape = z.array(z.object({ name: z.string(), schedule: z.string(), lastRun: runShape.optional() }));

describe('speldje jobs', () => {
  let world: CliWorld;
  beforeAll(async () => {
    world = await cliWorld({ migrated: true });
  });
  afterAll(() => world.close());

  it('lists every job, runs one by name, and shows then what it did', async () => {
    await world.store.audit.add(buildAuditEntry({ at: new Date('2001-01-01') }));
    const before = listShape.parse(JSON.parse((await world.speldje('jobs', 'list', '--json')).stdout));
    expect(before.map(({ name }) => name)).toEqual([
      'digests',
      'nomination-reminders',
      'expiry',
      'milestones',
      'retention',
    ]);
    const ran = await world.speldje('jobs', 'run', 'retention', '--json');
    expect(ran.code).toBe(0);
    expect(runShape.parse(JSON.parse(ran.stdout))).toMatchObject({
      job: 'retention',
      by: 'command-line',
      outcome: 'done',
      counts: { audit: 1 },
    });
    expect((await world.store.audit.page({}, { limit: 9 })).items).toEqual([]);
    const { stdout } = await world.speldje('jobs', 'list');
    expect(stdout).toContain('retention  (30 3 * * *)');
    expect(stdout).toMatch(/last work .* done: 1 audit/u);
  });

  it('names the jobs when asked for another', async () => {
    const { code, stderr } = await world.speldje('jobs', 'run', 'digest');
    expect(code).toBe(2);
    expect(stderr).toContain('There are digests, nomination-reminders, expiry, milestones, retention.');
  });
});
