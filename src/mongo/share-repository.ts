import type { PassportShare } from '../domain/passport-share.ts';
import type { ShareRepository } from '../ports/share-repository.ts';
import { documentSchema, moment, part, text, whole } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type ShareDocument = Omit<PassportShare, 'token'> & { readonly _id: string };

export const shareSchema = documentSchema({
  personId: text,
  label: String,
  entries: part,
  withEvidence: { type: Boolean, required: true },
  createdAt: moment,
  expiresAt: Date,
  withdrawnAt: Date,
  views: whole,
});

function toShare({ _id, ...rest }: ShareDocument): PassportShare {
  return { ...rest, token: _id };
}

export function shareRepository(scope: Scope, models: Models): ShareRepository {
  const shares = documents<ShareDocument>(scope, models.shares);
  return {
    insert: ({ token, ...rest }) => shares.add([{ ...rest, _id: token }]),
    async find(token) {
      const found = await shares.one({ _id: token });
      return found && toShare(found);
    },
    async ofPerson(personId) {
      const found = await shares.many({ personId }, { sort: { createdAt: -1, _id: 1 } });
      return found.map(toShare);
    },
    async save(share) {
      const { token, views: _, ...rest } = share;
      const gone = (['label', 'expiresAt', 'withdrawnAt'] as const).filter(
        (name) => rest[name] === undefined,
      );
      const unset = Object.fromEntries(gone.map((name) => [name, true as const]));
      await shares.change({ _id: token }, { $set: rest, ...(gone.length === 0 ? {} : { $unset: unset }) });
    },
    async countView(token) {
      await shares.change({ _id: token }, [{ $set: { views: { $add: ['$views', 1] } } }]);
    },
    async removeOfPerson(personId) {
      await shares.remove({ personId });
    },
  };
}
