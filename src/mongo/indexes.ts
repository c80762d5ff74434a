import type { UniqueKey } from '../ports/store.ts';

/** An index as it is to be in the database. */
export type IndexDefinition = {
  readonly collection: string;
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  /** Makes the index unique; the key that a use-case is told of when a write meets it. */
  readonly uniqueKey?: UniqueKey;
  /** Leaves out documents that lack the (first) field. */
  readonly sparse?: true;
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
  readonly expireAfterSeconds?: number;
};

const day = 24 * 60 * 60;

export const indexes: readonly IndexDefinition[] = [
  {
    collection: 'persons',
    name: 'identity',
    key: { 'identities.key': 1 },
    uniqueKey: 'identity',
    sparse: true,
  },
  { collection: 'persons', name: 'person-found', key: { found: 1 }, sparse: true },
  { collection: 'persons', name: 'person-created', key: { createdAt: 1, _id: 1 } },
  { collection: 'issuers', name: 'issuer-slug', key: { slug: 1 }, uniqueKey: 'issuer-slug' },
  {
    collection: 'issuerKeys',
    name: 'issuer-key',
    key: { issuerId: 1, algorithm: 1 },
    uniqueKey: 'issuer-key',
    partialFilterExpression: { current: true },
  },
  { collection: 'issuerKeys', name: 'issuer-key-list', key: { issuerId: 1, createdAt: 1 } },
  { collection: 'badges', name: 'badge-slug', key: { slug: 1 }, uniqueKey: 'badge-slug' },
  {
    collection: 'badgeVersions',
    name: 'badge-version',
    key: { slug: 1, version: 1 },
    uniqueKey: 'badge-version',
  },
  { collection: 'awards', name: 'award-hold', key: { holdKey: 1 }, uniqueKey: 'award-hold', sparse: true },
  {
    collection: 'awards',
    name: 'award-status-index',
    key: { 'statusList.list': 1, 'statusList.index': 1 },
    uniqueKey: 'award-status-index',
  },
  {
    collection: 'awards',
    name: 'award-nomination',
    key: { nominationId: 1 },
    uniqueKey: 'award-nomination',
    sparse: true,
  },
  {
    collection: 'awards',
    name: 'award-not-active',
    key: { 'statusList.list': 1, notActive: 1 },
    partialFilterExpression: { notActive: { $exists: true } },
  },
  { collection: 'awards', name: 'award-thread', key: { threadKey: 1 }, sparse: true },
  { collection: 'awards', name: 'award-person', key: { personId: 1, awardedAt: -1, _id: -1 } },
  { collection: 'awards', name: 'award-badge', key: { 'badge.slug': 1, awardedAt: -1, _id: -1 } },
  { collection: 'awards', name: 'award-issuer', key: { issuerId: 1, awardedAt: -1, _id: -1 } },
  { collection: 'awards', name: 'award-awarder', key: { awardedBy: 1, awardedAt: -1, _id: -1 } },
  {
    collection: 'awards',
    name: 'award-person-expiry',
    key: { personId: 1, validUntil: 1 },
    partialFilterExpression: { validUntil: { $exists: true } },
  },
  {
    collection: 'awards',
    name: 'award-expiry',
    key: { validUntil: 1, _id: 1 },
    partialFilterExpression: { validUntil: { $exists: true } },
  },
  { collection: 'awards', name: 'award-time', key: { awardedAt: -1, _id: -1 } },
  {
    collection: 'nominations',
    name: 'nomination-open',
    key: { nomineeId: 1, badgeId: 1 },
    uniqueKey: 'nomination-open',
    partialFilterExpression: { status: 'open' },
  },
  { collection: 'nominations', name: 'nomination-thread', key: { threadKey: 1 }, sparse: true },
  { collection: 'nominations', name: 'nomination-nominee', key: { nomineeId: 1, createdAt: 1, _id: 1 } },
  { collection: 'nominations', name: 'nomination-nominator', key: { nominatorId: 1, createdAt: 1, _id: 1 } },
  {
    collection: 'nominations',
    name: 'nomination-asked',
    key: { askedOf: 1, createdAt: 1, _id: 1 },
    partialFilterExpression: { askedOf: { $exists: true } },
  },
  { collection: 'nominations', name: 'nomination-endorser', key: { 'endorsements.personId': 1 } },
  {
    collection: 'nominations',
    name: 'nomination-issuer',
    key: { issuerId: 1, status: 1, createdAt: 1, _id: 1 },
  },
  { collection: 'nominations', name: 'nomination-time', key: { createdAt: 1, _id: 1 } },
  {
    collection: 'evidence',
    name: 'evidence-source',
    key: { 'subject.kind': 1, 'subject.id': 1, sourceKey: 1 },
    uniqueKey: 'evidence-source',
  },
  { collection: 'evidence', name: 'evidence-message', key: { sourceKey: 1 } },
  { collection: 'evidence', name: 'evidence-author', key: { authorId: 1 }, sparse: true },
  {
    collection: 'endorsements',
    name: 'endorsement',
    key: { subjectKey: 1, issuerId: 1 },
    uniqueKey: 'endorsement',
  },
  { collection: 'endorsements', name: 'endorsement-endorser', key: { endorsedBy: 1 }, sparse: true },
  { collection: 'experiences', name: 'experience-person', key: { personId: 1, createdAt: 1 } },
  {
    collection: 'importedCredentials',
    name: 'imported-credential',
    key: { personId: 1, contentKey: 1 },
    uniqueKey: 'imported-credential',
  },
  {
    collection: 'importedCredentials',
    name: 'imported-credential-person',
    key: { personId: 1, importedAt: -1, _id: -1 },
  },
  {
    collection: 'roles',
    name: 'role-grant',
    key: { issuerId: 1, role: 1, granteeKey: 1 },
    uniqueKey: 'role-grant',
  },
  { collection: 'skills', name: 'skill-label-nl', key: { 'labels.nl': 1, _id: 1 } },
  { collection: 'skills', name: 'skill-label-en', key: { 'labels.en': 1, _id: 1 } },
  { collection: 'skills', name: 'skill-term-nl', key: { 'terms.nl': 1 } },
  { collection: 'skills', name: 'skill-term-en', key: { 'terms.en': 1 } },
  { collection: 'skills', name: 'skill-name', key: { names: 1 } },
  { collection: 'skills', name: 'skill-framework', key: { framework: 1, _id: 1 } },
  { collection: 'roles', name: 'role-grantee', key: { granteeKey: 1, issuerId: 1 } },
  {
    collection: 'conversationReferences',
    name: 'conversation-reference-group',
    key: { workspace: 1, group: 1 },
    sparse: true,
  },
  {
    collection: 'conversationReferences',
    name: 'conversation-reference-latest',
    key: { workspace: 1, seenAt: -1, _id: 1 },
  },
  {
    collection: 'conversationReferences',
    name: 'conversation-reference-identity',
    key: { identity: 1 },
    sparse: true,
  },
  { collection: 'deliveries', name: 'delivery-age', key: { at: 1 }, expireAfterSeconds: 90 * day },
  { collection: 'outbox', name: 'outbox', key: { key: 1 }, uniqueKey: 'outbox' },
  { collection: 'outbox', name: 'outbox-due', key: { status: 1, availableAt: 1, _id: 1 } },
  { collection: 'outbox', name: 'outbox-about', key: { about: 1 } },
  { collection: 'outbox', name: 'outbox-age', key: { deliveredAt: 1 }, expireAfterSeconds: 30 * day },
  { collection: 'inbox', name: 'inbox-due', key: { status: 1, availableAt: 1, _id: 1 } },
  { collection: 'inbox', name: 'inbox-age', key: { doneAt: 1 }, expireAfterSeconds: 30 * day },
  { collection: 'audit', name: 'audit-time', key: { at: -1, _id: -1 } },
  { collection: 'audit', name: 'audit-issuer', key: { issuerId: 1, at: -1, _id: -1 } },
  { collection: 'audit', name: 'audit-about', key: { about: 1, at: -1, _id: -1 } },
  { collection: 'oneTimeLinks', name: 'one-time-link-age', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { collection: 'oneTimeLinks', name: 'one-time-link-person', key: { 'subject.person': 1 }, sparse: true },
  { collection: 'shares', name: 'share-person', key: { personId: 1, createdAt: -1 } },
  { collection: 'sessions', name: 'session-age', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { collection: 'sessions', name: 'session-person', key: { personId: 1, seenAt: -1 } },
  { collection: 'digestStates', name: 'digest-due', key: { dueAt: 1, _id: 1 } },
  { collection: 'ledger', name: 'ledger-person', key: { personId: 1 }, sparse: true },
  { collection: 'ledger', name: 'ledger-age', key: { at: 1 }, expireAfterSeconds: 400 * day },
  { collection: 'jobRuns', name: 'job-run', key: { job: 1, startedAt: -1, _id: -1 } },
  { collection: 'jobRuns', name: 'job-run-age', key: { startedAt: 1 }, expireAfterSeconds: 90 * day },
  {
    collection: 'ltiPlatforms',
    name: 'lti-platform',
    key: { issuer: 1, clientId: 1 },
    uniqueKey: 'lti-platform',
  },
  { collection: 'ltiLogins', name: 'lti-login-age', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { collection: 'ltiSessions', name: 'lti-session-age', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  { collection: 'ltiSessions', name: 'lti-session-person', key: { personId: 1 } },
  { collection: 'ltiCourses', name: 'lti-course-platform', key: { platformId: 1 } },
  { collection: 'ltiRosters', name: 'lti-roster-age', key: { fetchedAt: 1 }, expireAfterSeconds: day },
  { collection: 'ltiVisitors', name: 'lti-visitor-course', key: { courseId: 1 } },
  { collection: 'ltiVisitors', name: 'lti-visitor-age', key: { at: 1 }, expireAfterSeconds: 400 * day },
  { collection: 'walletOffers', name: 'wallet-offer-code', key: { codeHash: 1 } },
  {
    collection: 'walletOffers',
    name: 'wallet-offer-token',
    key: { 'redeemed.tokenHash': 1 },
    sparse: true,
  },
  { collection: 'walletOffers', name: 'wallet-offer-person', key: { personId: 1, createdAt: -1 } },
  { collection: 'walletOffers', name: 'wallet-offer-age', key: { expiresAt: 1 }, expireAfterSeconds: day },
  { collection: 'backpackClients', name: 'backpack-client-time', key: { createdAt: 1, _id: 1 } },
  { collection: 'backpackGrants', name: 'backpack-grant-person', key: { personId: 1, createdAt: -1 } },
  { collection: 'backpackGrants', name: 'backpack-grant-client', key: { clientId: 1, createdAt: -1 } },
  { collection: 'backpackTokens', name: 'backpack-token-grant', key: { grantId: 1, kind: 1 } },
  {
    collection: 'backpackTokens',
    name: 'backpack-token-age',
    key: { keptUntil: 1 },
    expireAfterSeconds: 0,
  },
  { collection: 'ltiRefusals', name: 'lti-refusal-age', key: { at: 1 }, expireAfterSeconds: 90 * day },
];

/** Every collection of the store; transactions write to collections that are there already. */
export const collections: readonly string[] = [
  ...new Set(indexes.map((index) => index.collection)),
  'communities',
  'importedContents',
  'workspaces',
  'files',
  'ltiKeys',
  'jobMarks',
];
