import { applyRetention, type RetentionDeps } from '../src/use-cases/apply-retention.ts';
import type { Job } from './job.ts';

/** Every night, what was kept as long as its owner wants is removed. */
export function retentionJob(deps: RetentionDeps): Job {
  return { name: 'retention', schedule: '30 3 * * *', perform: (proceed) => applyRetention(deps, proceed) };
}
