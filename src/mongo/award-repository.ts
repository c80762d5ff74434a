import type { Award } from '../domain/award.ts';
import { threadKey } from '../domain/place.ts';
import type { AwardFilter, AwardRepository, HeldAward } from '../ports/award-repository.ts';
import { documentSchema, moment, optionalPart, part, text, whole } from './document-schema.ts';
import { documents, type Filter } from './documents.ts';
import type { Models } from './model-map.ts';
import { beyond, pageOf } from './page-key.ts';
import type { Scope } from './scope.ts';
import { inOrder, toStored, type Stored } from './stored.ts';

type AwardDocument = Stored<Award> & {
  /** The business key, while this award is the one that its person holds. */
  readonly holdKey?: string;
  /** The place as one string. */
  readonly threadKey?: string;
  /** The status again, unless it is active: a small index of the few that a status list must name. */
  readonly notActive?: 'revoked' | 'suspended';
};

export const awardSchema = documentSchema({
  badgeId: text,
  issuerId: text,
  badge: part,
  personId: String,
  awardedBy: String,
  madeOf: optionalPart,
  reason: String,
  nominationId: String,
  awardedAt: moment,
  validUntil: Date,
  status: { ...text, enum: ['active', 'suspended', 'revoked'] },
  statusChangedAt: Date,
  statusReason: String,
  place: optionalPart,
  gradedIn: optionalPart,
  visibility: { ...text, enum: ['private', 'public'] },
  evidencePublic: { type: Boolean, required: true },
  hidden: Boolean,
  recipientSalt: text,
  statusList: { list: text, index: whole },
  revision: whole,
  holdKey: String,
  threadKey: String,
  notActive: { type: String, enum: ['suspended', 'revoked'] },
});

function toDocument(award: Award): AwardDocument {
  return {
    ...toStored(award),
    ...(award.place === undefined ? {} : { threadKey: threadKey(award.place) }),
    ...(award.status === 'active' ? {} : { notActive: award.status }),
  };
}

function toAward(document: AwardDocument): Award {
  const { _id, holdKey: _, threadKey: __, notActive: ___, ...rest } = document;
  return { ...rest, id: _id };
}

function toHeld(document: AwardDocument): HeldAward {
  const award = toAward(document);
  return document.holdKey === undefined ? { award } : { award, holdKey: document.holdKey };
}

function filterOf(filter: AwardFilter): Filter<AwardDocument> {
  const { badgeSlug, personId, issuerId, awardedBy, status } = filter;
  return {
    ...(personId === undefined ? {} : { personId }),
    ...(badgeSlug === undefined ? {} : { 'badge.slug': badgeSlug }),
    ...(issuerId === undefined ? {} : { issuerId }),
    ...(awardedBy === undefined ? {} : { awardedBy }),
    ...(status === undefined ? {} : { status }),
  };
}

const newestFirst = { awardedAt: -1, _id: -1 } as const;

export function awardRepository(scope: Scope, models: Models): AwardRepository {
  const awards = documents<AwardDocument>(scope, models.awards);
  return {
    async find(id) {
      const found = await awards.one({ _id: id });
      return found && toAward(found);
    },
    async findMany(ids) {
      return inOrder(ids, (await awards.many({ _id: { $in: ids } })).map(toAward));
    },
    async findHeld(holdKeys) {
      return (await awards.many({ holdKey: { $in: holdKeys } })).map(toHeld);
    },
    async findByPlace(key) {
      return (await awards.many({ threadKey: key })).map(toAward);
    },
    async insert(held) {
      await awards.add(
        held.map(({ award, holdKey }) =>
          holdKey === undefined ? toDocument(award) : { ...toDocument(award), holdKey },
        ),
      );
    },
    save: (award, expectedRevision) =>
      // A pipeline, since the replacement keeps one field of what was there.
      awards.change({ _id: award.id, revision: expectedRevision }, [
        { $replaceWith: { $mergeObjects: [{ $literal: toDocument(award) }, { holdKey: '$holdKey' }] } },
      ]),
    async setHold(id, holdKey) {
      await awards.change(
        { _id: id },
        holdKey === undefined ? { $unset: { holdKey: true } } : { $set: { holdKey } },
      );
    },
    async page(filter, { limit, after }) {
      const found = await awards.many(
        { ...filterOf(filter), ...beyond('awardedAt', -1, after) },
        { sort: newestFirst, limit: limit + 1 },
      );
      return pageOf(found, limit, toAward, ({ _id, awardedAt }) => ({ at: awardedAt, id: _id }));
    },
    async expiring(after, until, page) {
      const found = await awards.many(
        {
          validUntil: { $gt: after, $lte: until },
          status: 'active',
          ...beyond('validUntil', 1, page.after),
        },
        { sort: { validUntil: 1, _id: 1 }, limit: page.limit + 1 },
      );
      return pageOf(found, page.limit, toAward, ({ _id, validUntil = until }) => ({
        at: validUntil,
        id: _id,
      }));
    },
    async ofPerson(personId) {
      return (await awards.many({ personId }, { sort: newestFirst })).map(toAward);
    },
    async *all(filter) {
      for await (const found of awards.stream(filterOf(filter), { awardedAt: 1, _id: 1 }))
        yield toAward(found);
    },
    async statusIndexes(list, status) {
      const found = await awards.fields<Pick<AwardDocument, 'statusList'>>(
        { 'statusList.list': list, notActive: status },
        { 'statusList.index': 1, _id: 0 },
      );
      return found.map((award) => award.statusList.index);
    },
    async takenStatusIndexes(list, indexes) {
      const found = await awards.fields<Pick<AwardDocument, 'statusList'>>(
        { 'statusList.list': list, 'statusList.index': { $in: indexes } },
        { 'statusList.index': 1, _id: 0 },
      );
      return found.map((award) => award.statusList.index);
    },
  };
}
