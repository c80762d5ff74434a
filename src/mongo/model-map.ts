import type { Model } from 'mongoose';

/** A document before its repository says what it is. */
export type Row = Record<string, unknown>;

/** The collections of the store, by the names that they have in the database. */
export type CollectionName =
  | 'communities'
  | 'persons'
  | 'issuers'
  | 'issuerKeys'
  | 'badges'
  | 'badgeVersions'
  | 'awards'
  | 'nominations'
  | 'evidence'
  | 'endorsements'
  | 'experiences'
  | 'importedCredentials'
  | 'importedContents'
  | 'roles'
  | 'skills'
  | 'workspaces'
  | 'conversationReferences'
  | 'deliveries'
  | 'outbox'
  | 'inbox'
  | 'audit'
  | 'files'
  | 'oneTimeLinks'
  | 'sessions'
  | 'digestStates'
  | 'ledger'
  | 'jobRuns'
  | 'jobMarks'
  | 'shares'
  | 'ltiPlatforms'
  | 'ltiLogins'
  | 'ltiSessions'
  | 'ltiKeys'
  | 'ltiCourses'
  | 'ltiRosters'
  | 'ltiVisitors'
  | 'ltiRefusals'
  | 'walletOffers'
  | 'backpackClients'
  | 'backpackGrants'
  | 'backpackTokens';

/** A model for every collection. */
export type Models = Readonly<Record<CollectionName, Model<Row>>>;
