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
import { skillRepository } from './skill-repository.ts';
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

/** Each is made when it is first asked for: most transactions use a few of them. */
function repositoriesOf(scope: Scope, models: Models): Repositories {
  const made: Partial<{ -readonly [Name in keyof Repositories]: Repositories[Name] }> = {};
  return {
    get community() {
      return (made.community ??= communityRepository(scope, models));
    },
    get persons() {
      return (made.persons ??= personRepository(scope, models));
    },
    get issuers() {
      return (made.issuers ??= issuerRepository(scope, models));
    },
    get issuerKeys() {
      return (made.issuerKeys ??= issuerKeyRepository(scope, models));
    },
    get badges() {
      return (made.badges ??= badgeRepository(scope, models));
    },
    get awards() {
      return (made.awards ??= awardRepository(scope, models));
    },
    get nominations() {
      return (made.nominations ??= nominationRepository(scope, models));
    },
    get evidence() {
      return (made.evidence ??= evidenceRepository(scope, models));
    },
    get endorsements() {
      return (made.endorsements ??= endorsementRepository(scope, models));
    },
    get experiences() {
      return (made.experiences ??= experienceRepository(scope, models));
    },
    get importedCredentials() {
      return (made.importedCredentials ??= importedCredentialRepository(scope, models));
    },
    get roles() {
      return (made.roles ??= roleRepository(scope, models));
    },
    get skills() {
      return (made.skills ??= skillRepository(scope, models));
    },
    get workspaces() {
      return (made.workspaces ??= workspaceRepository(scope, models));
    },
    get conversationReferences() {
      return (made.conversationReferences ??= conversationReferenceRepository(scope, models));
    },
    get deliveries() {
      return (made.deliveries ??= deliveryRepository(scope, models));
    },
    get outbox() {
      return (made.outbox ??= outbox(scope, models));
    },
    get inbox() {
      return (made.inbox ??= inbox(scope, models));
    },
    get audit() {
      return (made.audit ??= auditLog(scope, models));
    },
    get files() {
      return (made.files ??= fileStore(scope, models));
    },
    get oneTimeLinks() {
      return (made.oneTimeLinks ??= oneTimeLinkRepository(scope, models));
    },
    get sessions() {
      return (made.sessions ??= sessionRepository(scope, models));
    },
    get digestStates() {
      return (made.digestStates ??= digestStateRepository(scope, models));
    },
    get digestFacts() {
      return (made.digestFacts ??= digestFacts(scope, models));
    },
    get ledger() {
      return (made.ledger ??= ledger(scope, models));
    },
    get jobRuns() {
      return (made.jobRuns ??= jobRunRepository(scope, models));
    },
    get retention() {
      return (made.retention ??= retentionRepository(scope, models));
    },
    get shares() {
      return (made.shares ??= shareRepository(scope, models));
    },
    get lti() {
      return (made.lti ??= ltiRepositories(scope, models));
    },
    get walletOffers() {
      return (made.walletOffers ??= walletOfferRepository(scope, models));
    },
    get backpacks() {
      return (made.backpacks ??= backpackRepositories(scope, models));
    },
  };
}
