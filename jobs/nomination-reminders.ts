import { remindReviewers, type ReminderDeps } from '../src/use-cases/remind-reviewers.ts';
import type { Job } from './job.ts';

/** Every hour of a working day, reviewers hear of nominations that have waited too long. */
export function nominationReminderJob(deps: ReminderDeps): Job {
  return {
    name: 'nomination-reminders',
    schedule: '7 * * * *',
    perform: (proceed) => remindReviewers(deps, proceed),
  };
}
