import type { Connection, Model, Schema } from 'mongoose';
import { auditSchema } from './audit-log.ts';
import { awardSchema } from './award-repository.ts';
import { backpackSchemas } from './backpack-repositories.ts';
import { badgeSchema, badgeVersionSchema } from './badge-repository.ts';
import { communitySchema } from './community-repository.ts';
import { conversationReferenceSchema } from './conversation-reference-repository.ts';
import { deliverySchema } from './delivery-repository.ts';
import { digestStateSchema } from './digest-state-repository.ts';
import { endorsementSchema } from './endorsement-repository.ts';
import { evidenceSchema } from './evidence-repository.ts';
import { experienceSchema } from './experience-repository.ts';
import { fileSchema } from './file-store.ts';
import { importedContentSchema, importedCredentialSchema } from './imported-credential-repository.ts';
import { inboxSchema } from './inbox.ts';
import { issuerKeySchema } from './issuer-key-repository.ts';
import { issuerSchema } from './issuer-repository.ts';
import { jobMarkSchema, jobRunSchema } from './job-run-repository.ts';
import { ledgerSchema } from './ledger.ts';
import { ltiSchemas } from './lti-repositories.ts';
import type { CollectionName, Models, Row } from './model-map.ts';
import { nominationSchema } from './nomination-repository.ts';
import { oneTimeLinkSchema } from './one-time-link-repository.ts';
import { outboxSchema } from './outbox.ts';
import { personSchema } from './person-repository.ts';
import { roleSchema } from './role-repository.ts';
import { shareSchema } from './share-repository.ts';
import { skillSchema } from './skill-repository.ts';
import { sessionSchema } from './session-repository.ts';
import { walletOfferSchema } from './wallet-offer-repository.ts';
import { workspaceSchema } from './workspace-repository.ts';

const schemas = {
  communities: communitySchema,
  persons: personSchema,
  issuers: issuerSchema,
  issuerKeys: issuerKeySchema,
  badges: badgeSchema,
  badgeVersions: badgeVersionSchema,
  awards: awardSchema,
  nominations: nominationSchema,
  evidence: evidenceSchema,
  endorsements: endorsementSchema,
  experiences: experienceSchema,
  importedCredentials: importedCredentialSchema,
  importedContents: importedContentSchema,
  roles: roleSchema,
  skills: skillSchema,
  workspaces: workspaceSchema,
  conversationReferences: conversationReferenceSchema,
  deliveries: deliverySchema,
  outbox: outboxSchema,
  inbox: inboxSchema,
  audit: auditSchema,
  files: fileSchema,
  oneTimeLinks: oneTimeLinkSchema,
  sessions: sessionSchema,
  digestStates: digestStateSchema,
  ledger: ledgerSchema,
  jobRuns: jobRunSchema,
  jobMarks: jobMarkSchema,
  shares: shareSchema,
  ...ltiSchemas,
  walletOffers: walletOfferSchema,
  ...backpackSchemas,
} as const satisfies Record<CollectionName, Schema>;

/** The models on a connection, made once for each. */
export function modelsOf(connection: Connection): Models {
  const model = (name: CollectionName): Model<Row> =>
    connection.modelNames().includes(name)
      ? connection.model<Row>(name)
      : connection.model<Row>(name, schemas[name], name);
  return {
    communities: model('communities'),
    persons: model('persons'),
    issuers: model('issuers'),
    issuerKeys: model('issuerKeys'),
    badges: model('badges'),
    badgeVersions: model('badgeVersions'),
    awards: model('awards'),
    nominations: model('nominations'),
    evidence: model('evidence'),
    endorsements: model('endorsements'),
    experiences: model('experiences'),
    importedCredentials: model('importedCredentials'),
    importedContents: model('importedContents'),
    roles: model('roles'),
    skills: model('skills'),
    workspaces: model('workspaces'),
    conversationReferences: model('conversationReferences'),
    deliveries: model('deliveries'),
    outbox: model('outbox'),
    inbox: model('inbox'),
    audit: model('audit'),
    files: model('files'),
    oneTimeLinks: model('oneTimeLinks'),
    sessions: model('sessions'),
    digestStates: model('digestStates'),
    ledger: model('ledger'),
    jobRuns: model('jobRuns'),
    jobMarks: model('jobMarks'),
    shares: model('shares'),
    ltiPlatforms: model('ltiPlatforms'),
    ltiLogins: model('ltiLogins'),
    ltiSessions: model('ltiSessions'),
    ltiKeys: model('ltiKeys'),
    ltiCourses: model('ltiCourses'),
    ltiRosters: model('ltiRosters'),
    ltiVisitors: model('ltiVisitors'),
    ltiRefusals: model('ltiRefusals'),
    walletOffers: model('walletOffers'),
    backpackClients: model('backpackClients'),
    backpackGrants: model('backpackGrants'),
    backpackTokens: model('backpackTokens'),
  };
}
