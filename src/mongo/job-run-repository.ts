import type { JobRun } from '../domain/job-run.ts';
import type { JobRunRepository } from '../ports/job-run-repository.ts';
import { documentSchema, moment, optionalPart, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type JobRunDocument = Stored<JobRun>;
type JobMarkDocument = { readonly _id: string; readonly at: Date };

export const jobRunSchema = documentSchema({
  job: text,
  startedAt: moment,
  by: { ...text, enum: ['schedule', 'command-line', 'web'] },
  finishedAt: Date,
  outcome: { type: String, enum: ['done', 'failed'] },
  counts: optionalPart,
  error: String,
});
export const jobMarkSchema = documentSchema({ at: moment });

function toRun({ _id, ...rest }: JobRunDocument): JobRun {
  return { ...rest, id: _id };
}

export function jobRunRepository(scope: Scope, models: Models): JobRunRepository {
  const runs = documents<JobRunDocument>(scope, models.jobRuns);
  const marks = documents<JobMarkDocument>(scope, models.jobMarks);
  return {
    async save(run) {
      await runs.replace({ _id: run.id }, toStored(run), true);
    },
    async latest(job, limit, outcome) {
      const found = await runs.many(
        { job, ...(outcome === undefined ? {} : { outcome }) },
        { sort: { startedAt: -1, _id: -1 }, limit },
      );
      return found.map(toRun);
    },
    async mark(job) {
      return (await marks.one({ _id: job }))?.at;
    },
    async setMark(job, at) {
      await marks.replace({ _id: job }, { _id: job, at }, true);
    },
  };
}
