import { jwtAlgorithms, type IssuerKey } from '../domain/issuer-key.ts';
import type { IssuerKeyRepository } from '../ports/issuer-key-repository.ts';
import { documentSchema, moment, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

/** A key's id is its own within its issuer only. */
type IssuerKeyDocument = Omit<IssuerKey, 'id'> & {
  readonly _id: string;
  readonly keyId: string;
  /** In use: at most one of each algorithm. */
  readonly current?: true;
};

export const issuerKeySchema = documentSchema({
  keyId: text,
  issuerId: text,
  algorithm: { ...text, enum: ['Ed25519', ...jwtAlgorithms] },
  publicKey: text,
  sealedPrivateKey: text,
  createdAt: moment,
  retiredAt: Date,
  current: Boolean,
});

const documentId = (issuerId: string, keyId: string): string => `${issuerId}#${keyId}`;

function toDocument({ id, ...rest }: IssuerKey): IssuerKeyDocument {
  const document = { ...rest, _id: documentId(rest.issuerId, id), keyId: id };
  return rest.retiredAt === undefined ? { ...document, current: true } : document;
}

function toIssuerKey(document: IssuerKeyDocument): IssuerKey {
  const { _id, keyId, current: _, ...rest } = document;
  return { ...rest, id: keyId };
}

const oldestFirst = { createdAt: 1, _id: 1 } as const;

export function issuerKeyRepository(scope: Scope, models: Models): IssuerKeyRepository {
  const keys = documents<IssuerKeyDocument>(scope, models.issuerKeys);
  return {
    async list(issuerId) {
      return (await keys.many({ issuerId }, { sort: oldestFirst })).map(toIssuerKey);
    },
    async all() {
      return (await keys.many({}, { sort: { issuerId: 1, ...oldestFirst } })).map(toIssuerKey);
    },
    insert: (added) => keys.add(added.map(toDocument)),
    async retire(issuerId, keyId, at) {
      await keys.change(
        { _id: documentId(issuerId, keyId), current: true },
        { $set: { retiredAt: at }, $unset: { current: true } },
      );
    },
  };
}
