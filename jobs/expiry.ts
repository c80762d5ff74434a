import { watchExpiry, type ExpiryDeps } from '../src/use-cases/watch-expiry.ts';
import type { Job } from './job.ts';

/** Every hour of the day, learners hear that a badge will expire, and that it did. */
export function expiryJob(deps: ExpiryDeps): Job {
  return { name: 'expiry', schedule: '17 * * * *', perform: (proceed) => watchExpiry(deps, proceed) };
}
