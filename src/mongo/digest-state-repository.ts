import type { DigestState } from '../domain/digest-state.ts';
import type { DigestStateRepository } from '../ports/digest-state-repository.ts';
import { documentSchema, moment } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type DigestStateDocument = Omit<DigestState, 'personId'> & { readonly _id: string };

export const digestStateSchema = documentSchema({
  dueAt: moment,
  coveredUntil: moment,
  chatRefusedAt: Date,
  stoppedAt: Date,
});

function toDocument({ personId, ...rest }: DigestState): DigestStateDocument {
  return { ...rest, _id: personId };
}

function toState({ _id, ...rest }: DigestStateDocument): DigestState {
  return { ...rest, personId: _id };
}

const dueFirst = { dueAt: 1, _id: 1 } as const;

export function digestStateRepository(scope: Scope, models: Models): DigestStateRepository {
  const states = documents<DigestStateDocument>(scope, models.digestStates);
  return {
    async find(personId) {
      const found = await states.one({ _id: personId });
      return found && toState(found);
    },
    async enrol(added) {
      await states.addNew(added.map(toDocument));
    },
    async due(by, limit) {
      // Their turn comes in the same run anyway, and in order some databases sort all who are due each time.
      return (await states.many({ dueAt: { $lte: by } }, { limit })).map(toState);
    },
    async dueAfter(after, limit) {
      return (await states.many({ dueAt: { $gt: after } }, { sort: dueFirst, limit })).map(toState);
    },
    moveOn: (personIds, to) => states.changeAll({ _id: { $in: personIds } }, { $set: to }),
    async lookAgain(personId, to) {
      await states.change({ _id: personId }, { $set: to, $unset: { chatRefusedAt: true, stoppedAt: true } });
    },
    async mark(personId, what) {
      await states.change({ _id: personId }, { $set: what });
    },
    async remove(personIds) {
      await states.remove({ _id: { $in: personIds } });
    },
  };
}
