import type { Nomination } from '../domain/nomination.ts';
import { threadKey } from '../domain/place.ts';
import type { NominationFilter, NominationRepository } from '../ports/nomination-repository.ts';
import { documentSchema, moment, optionalPart, part, text, whole } from './document-schema.ts';
import { documents, type Filter } from './documents.ts';
import type { Models } from './model-map.ts';
import { beyond, pageOf } from './page-key.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type NominationDocument = Stored<Nomination> & { readonly threadKey?: string };

export const nominationSchema = documentSchema({
  badgeId: text,
  issuerId: text,
  badge: part,
  nomineeId: text,
  nominatorId: text,
  askedOf: String,
  reason: String,
  endorsements: [{ _id: false, personId: text, name: String, comment: String, at: moment }],
  status: { ...text, enum: ['open', 'accepted', 'declined', 'withdrawn'] },
  decidedBy: String,
  decidedAt: Date,
  decisionReason: String,
  awardId: String,
  place: optionalPart,
  madeOpenly: Boolean,
  createdAt: moment,
  version: whole,
  threadKey: String,
});

function toDocument(nomination: Nomination): NominationDocument {
  const document = toStored(nomination);
  return nomination.place === undefined ? document : { ...document, threadKey: threadKey(nomination.place) };
}

function toNomination(document: NominationDocument): Nomination {
  const { _id, threadKey: _, ...rest } = document;
  return { ...rest, id: _id };
}

function filterOf(filter: NominationFilter): Filter<NominationDocument> {
  const { issuerIds, status, nomineeId, nominatorId, askedOf } = filter;
  return {
    ...(issuerIds === undefined ? {} : { issuerId: { $in: issuerIds } }),
    ...(status === undefined ? {} : { status }),
    ...(nomineeId === undefined ? {} : { nomineeId }),
    ...(nominatorId === undefined ? {} : { nominatorId }),
    ...(askedOf === undefined ? {} : { askedOf }),
  };
}

const oldestFirst = { createdAt: 1, _id: 1 } as const;

export function nominationRepository(scope: Scope, models: Models): NominationRepository {
  const nominations = documents<NominationDocument>(scope, models.nominations);
  return {
    async find(id) {
      const found = await nominations.one({ _id: id });
      return found && toNomination(found);
    },
    async findByPlace(key) {
      return (await nominations.many({ threadKey: key })).map(toNomination);
    },
    insert: (nomination) => nominations.add([toDocument(nomination)]),
    save: (nomination, expectedVersion) =>
      nominations.replace({ _id: nomination.id, version: expectedVersion }, toDocument(nomination)),
    async page(filter, { limit, after }) {
      const found = await nominations.many(
        { ...filterOf(filter), ...beyond('createdAt', 1, after) },
        { sort: oldestFirst, limit: limit + 1 },
      );
      return pageOf(found, limit, toNomination, ({ _id, createdAt }) => ({ at: createdAt, id: _id }));
    },
    async ofPerson(personId) {
      const found = await nominations.many(
        { $or: [{ nomineeId: personId }, { nominatorId: personId }, { 'endorsements.personId': personId }] },
        { sort: oldestFirst },
      );
      return found.map(toNomination);
    },
  };
}
