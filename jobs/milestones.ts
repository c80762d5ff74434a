import { findMilestones, type MilestoneDeps } from '../src/use-cases/find-milestones.ts';
import type { Job } from './job.ts';

/** Every night, milestones that were earned without anybody noticing are awarded. */
export function milestoneJob(deps: MilestoneDeps): Job {
  return { name: 'milestones', schedule: '50 2 * * *', perform: (proceed) => findMilestones(deps, proceed) };
}
