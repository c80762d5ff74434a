import { enrolForDigests } from '../src/use-cases/enrol-for-digests.ts';
import { sendDueDigests, type DigestDeps } from '../src/use-cases/send-digests.ts';
import type { Job } from './job.ts';

/** Every minute, whoever's digest is due gets it: one job for everybody, whatever their zone and hour. */
export function digestJob(deps: DigestDeps): Job {
  return {
    name: 'digests',
    schedule: '* * * * *',
    async perform(proceed) {
      await enrolForDigests(deps, proceed);
      const { sent } = await sendDueDigests(deps, proceed);
      return { sent };
    },
  };
}
