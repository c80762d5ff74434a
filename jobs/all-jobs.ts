import type { Channels } from '../src/use-cases/digest-destination.ts';
import type { RetentionDays } from '../src/use-cases/apply-retention.ts';
import { digestJob } from './digests.ts';
import { expiryJob } from './expiry.ts';
import type { Job } from './job.ts';
import { milestoneJob } from './milestones.ts';
import { nominationReminderJob } from './nomination-reminders.ts';
import { retentionJob } from './retention.ts';
import type { RunDeps } from './run-job.ts';
import type { Store } from '../src/ports/store.ts';

/** Every job of the service. */
export function allJobs(
  deps: Omit<RunDeps, 'store'> & {
    readonly store: Store;
    readonly channels: Channels;
    readonly timeZone: string;
    readonly remindAfterDays: number;
    readonly retention: RetentionDays;
  },
): readonly Job[] {
  return [
    digestJob(deps),
    nominationReminderJob(deps),
    expiryJob(deps),
    milestoneJob(deps),
    retentionJob(deps),
  ];
}
