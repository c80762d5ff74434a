import type {
  AwardGlimpse,
  DigestFacts,
  NominationGlimpse,
  OpenlyNominated,
  WaitingNomination,
} from '../ports/digest-facts.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

/** Only what a digest shows: an award with its badge whole is some kilobytes. */
const asGlimpse = {
  $project: {
    _id: 0,
    id: '$_id',
    personId: 1,
    awardedAt: 1,
    validUntil: 1,
    status: 1,
    visibility: 1,
    'badge.slug': 1,
    'badge.title': 1,
    'badge.issuerName': 1,
  },
} as const;

export function digestFacts(scope: Scope, models: Models): DigestFacts {
  const awards = documents(scope, models.awards);
  const nominations = documents(scope, models.nominations);
  const evidence = documents(scope, models.evidence);
  return {
    awardsSince: (personIds, since) =>
      awards.aggregate<AwardGlimpse>([
        { $match: { personId: { $in: personIds }, awardedAt: { $gt: since } } },
        asGlimpse,
      ]),
    expiring: (personIds, after, until) =>
      awards.aggregate<AwardGlimpse>([
        {
          $match: { personId: { $in: personIds }, validUntil: { $gt: after, $lte: until }, status: 'active' },
        },
        asGlimpse,
      ]),
    held: (personIds, slugs) =>
      awards.aggregate([
        { $match: { personId: { $in: personIds }, 'badge.slug': { $in: slugs }, status: 'active' } },
        { $group: { _id: { personId: '$personId', slug: '$badge.slug' } } },
        { $project: { _id: 0, personId: '$_id.personId', slug: '$_id.slug' } },
      ]),
    openNominations: (nomineeIds) =>
      nominations.aggregate<NominationGlimpse>([
        { $match: { nomineeId: { $in: nomineeIds }, status: 'open' } },
        {
          $project: {
            _id: 0,
            id: '$_id',
            nomineeId: 1,
            createdAt: 1,
            'badge.slug': 1,
            'badge.title': 1,
            'badge.evidence': 1,
          },
        },
      ]),
    openlyNominated: (workspace, since, limit) =>
      nominations.aggregate<OpenlyNominated>([
        {
          $match: {
            'place.workspace': workspace,
            createdAt: { $gt: since },
            status: 'open',
            madeOpenly: true,
          },
        },
        { $sort: { createdAt: -1, _id: -1 } },
        { $limit: limit },
        {
          $project: {
            _id: 0,
            id: '$_id',
            nomineeId: 1,
            nominatorId: 1,
            createdAt: 1,
            endorsedBy: '$endorsements.personId',
            'badge.slug': 1,
            'badge.title': 1,
          },
        },
      ]),
    waitingFor: (issuerId, limit) =>
      nominations.aggregate<WaitingNomination>([
        { $match: { issuerId, status: 'open' } },
        { $sort: { createdAt: 1, _id: 1 } },
        { $limit: limit },
        {
          $project: {
            _id: 0,
            id: '$_id',
            badgeId: 1,
            nomineeId: 1,
            askedOf: 1,
            createdAt: 1,
            'badge.slug': 1,
            'badge.title': 1,
          },
        },
      ]),
    async withEvidence(nominationIds) {
      if (nominationIds.length === 0) return new Set();
      const found = await evidence.aggregate<{ readonly _id: string }>([
        {
          $match: {
            'subject.kind': 'nomination',
            'subject.id': { $in: nominationIds },
            kind: { $ne: 'reason' },
            withdrawnAt: { $exists: false },
          },
        },
        { $group: { _id: '$subject.id' } },
      ]);
      return new Set(found.map(({ _id }) => _id));
    },
    givenBy: (awarderIds, since) =>
      awards.aggregate([
        {
          $match: { awardedBy: { $in: awarderIds }, awardedAt: { $gt: since }, personId: { $exists: true } },
        },
        { $group: { _id: { by: '$awardedBy', to: '$personId' }, last: { $max: '$awardedAt' } } },
        { $project: { _id: 0, by: '$_id.by', to: '$_id.to', last: 1 } },
      ]),
    lastAwarded: (personIds) =>
      awards.aggregate([
        { $match: { personId: { $in: personIds } } },
        { $group: { _id: '$personId', last: { $max: '$awardedAt' } } },
        { $project: { _id: 0, personId: '$_id', last: 1 } },
      ]),
  };
}
