import { setTimeout } from 'node:timers/promises';
import type { Repositories, Store } from '../ports/store.ts';
import { auditLog } from './audit-log.ts';
import { awardRepository } from './award-repository.ts';
import { backpackRepositories } from './backpack-repositories.ts';
import { badgeRepository } from './badge-repository.ts';
import { communityRepository } from './community-repository.ts';
import type { MongoConnection } from './connect-mongo.ts';
import { conversationReferenceRepository } from './conversation-reference-repository.ts';
import { deliveryRepository } from './delivery-repository.ts';
import { digestFacts } from './digest-facts.ts';
import { digestStateRepository } from './digest-state-repository.ts';
import { endorsementRepository } from './endorsement-repository.ts';
import { evidenceRepository } from './evidence-repository.ts';
import { experienceRepository } from './experience-repository.ts';
import { fileStore } from './file-store.ts';
import { importedCredentialRepository } from './imported-credential-repository.ts';
import { inbox } from './inbox.ts';
import { issuerKeyRepository } from './issuer-key-repository.ts';
import { issuerRepository } from './issuer-repository.ts';
import { jobRunRepository } from './job-run-repository.ts';
import { ledger } from './ledger.ts';
import { ltiRepositories } from './lti-repositories.ts';
import type { Models } from './model-map.ts';
import { modelsOf } from './models.ts';
import { nominationRepository } from './nomination-repository.ts';
import { oneTimeLinkRepository } from './one-time-link-repository.ts';
import { outbox } from './outbox.ts';
import { personRepository } from './person-repository.ts';
import { retentionRepository } from './retention-repository.ts';
import { roleRepository } from './role-repository.ts';
import { shareRepository } from './share-repository.ts';
import { sessionRepository } from './session-repository.ts';
import { databaseScope, type Scope } from './scope.ts';
import { transact, type Retrying } from './transact.ts';
import { walletOfferRepository } from './wallet-offer-repository.ts';
import { within } from './within.ts';
import { workspaceRepository } from './workspace-repository.ts';

/** The store on a database whose collections and indexes `migrate` has made. */
export function createMongoStore(
  { mongoose: connection }: MongoConnection,
  retrying: Retrying = { random: Math.random, pause: (milliseconds) => setTimeout(milliseconds) },
): Store {
  const models = modelsOf(connection);
  const inTransaction = <T>(work: (scope: Scope) => Promise<T>): Promise<T> =>
    transact(connection, retrying, work);
  return {
    ...repositoriesOf(databaseScope(connection, inTransaction), models),
    transact: (work) => inTransaction((scope) => work(repositoriesOf(scope, models))),
    async ping() {
      try {
        const { db } = connection;
        if (db === undefined) return false;
        await within(2000, () => db.command({ ping: 1 }));
        return true;
      } catch {
        return false;
      }
    },
  };
}

function repositoriesOf(scope: Scope, models: Models): Repositories {
  return {
    community: communityRepository(scope, models),
    persons: personRepository(scope, models),
    issuers: issuerRepository(scope, models),
    issuerKeys: issuerKeyRepository(scope, models),
    badges: badgeRepository(scope, models),
    awards: awardRepository(scope, models),
    nominations: nominationRepository(scope, models),
    evidence: evidenceRepository(scope, models),
    endorsements: endorsementRepository(scope, models),
    experiences: experienceRepository(scope, models),
    importedCredentials: importedCredentialRepository(scope, models),
    roles: roleRepository(scope, models),
    workspaces: workspaceRepository(scope, models),
    conversationReferences: conversationReferenceRepository(scope, models),
    deliveries: deliveryRepository(scope, models),
    outbox: outbox(scope, models),
    inbox: inbox(scope, models),
    audit: auditLog(scope, models),
    files: fileStore(scope, models),
    oneTimeLinks: oneTimeLinkRepository(scope, models),
    sessions: sessionRepository(scope, models),
    digestStates: digestStateRepository(scope, models),
    digestFacts: digestFacts(scope, models),
    ledger: ledger(scope, models),
    jobRuns: jobRunRepository(scope, models),
    retention: retentionRepository(scope, models),
    shares: shareRepository(scope, models),
    lti: ltiRepositories(scope, models),
    walletOffers: walletOfferRepository(scope, models),
    backpacks: backpackRepositories(scope, models),
  };
}
