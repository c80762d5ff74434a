import type { AuditLog } from './audit-log.ts';
import type { AwardRepository } from './award-repository.ts';
import type { BackpackRepositories } from './backpack-repositories.ts';
import type { BadgeRepository } from './badge-repository.ts';
import type { CommunityRepository } from './community-repository.ts';
import type { ConversationReferenceRepository } from './conversation-reference-repository.ts';
import type { DeliveryRepository } from './delivery-repository.ts';
import type { DigestFacts } from './digest-facts.ts';
import type { DigestStateRepository } from './digest-state-repository.ts';
import type { EndorsementRepository } from './endorsement-repository.ts';
import type { EvidenceRepository } from './evidence-repository.ts';
import type { ExperienceRepository } from './experience-repository.ts';
import type { FileStore } from './file-store.ts';
import type { ImportedCredentialRepository } from './imported-credential-repository.ts';
import type { Inbox } from './inbox.ts';
import type { IssuerKeyRepository } from './issuer-key-repository.ts';
import type { IssuerRepository } from './issuer-repository.ts';
import type { JobRunRepository } from './job-run-repository.ts';
import type { Ledger } from './ledger.ts';
import type { LtiRepositories } from './lti-repositories.ts';
import type { NominationRepository } from './nomination-repository.ts';
import type { OneTimeLinkRepository } from './one-time-link-repository.ts';
import type { Outbox } from './outbox.ts';
import type { PersonRepository } from './person-repository.ts';
import type { RetentionRepository } from './retention-repository.ts';
import type { RoleRepository } from './role-repository.ts';
import type { ShareRepository } from './share-repository.ts';
import type { SessionRepository } from './session-repository.ts';
import type { SkillRepository } from './skill-repository.ts';
import type { WalletOfferRepository } from './wallet-offer-repository.ts';
import type { WorkspaceRepository } from './workspace-repository.ts';

/** Everything that is kept, by kind. */
export interface Repositories {
  readonly community: CommunityRepository;
  readonly persons: PersonRepository;
  readonly issuers: IssuerRepository;
  readonly issuerKeys: IssuerKeyRepository;
  readonly badges: BadgeRepository;
  readonly awards: AwardRepository;
  readonly nominations: NominationRepository;
  readonly evidence: EvidenceRepository;
  readonly endorsements: EndorsementRepository;
  readonly experiences: ExperienceRepository;
  readonly importedCredentials: ImportedCredentialRepository;
  readonly roles: RoleRepository;
  readonly skills: SkillRepository;
  readonly workspaces: WorkspaceRepository;
  readonly conversationReferences: ConversationReferenceRepository;
  readonly deliveries: DeliveryRepository;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly audit: AuditLog;
  readonly files: FileStore;
  readonly oneTimeLinks: OneTimeLinkRepository;
  readonly sessions: SessionRepository;
  readonly digestStates: DigestStateRepository;
  readonly digestFacts: DigestFacts;
  readonly ledger: Ledger;
  readonly jobRuns: JobRunRepository;
  readonly retention: RetentionRepository;
  readonly shares: ShareRepository;
  readonly lti: LtiRepositories;
  readonly walletOffers: WalletOfferRepository;
  readonly backpacks: BackpackRepositories;
}

export interface Store extends Repositories {
  /**
   * Runs the work so that all of its writes happen or none; it may run more than once when writers collide,
   * so it does nothing but read and write through the repositories it is given. An error that it throws
   * undoes the writes and comes out unchanged; a write that breaks a unique key throws DuplicateKey.
   */
  transact<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /** Whether the database answers within the time limit of an interactive request. */
  ping(): Promise<boolean>;
}

/** The unique keys that use-cases meet; each is an index in the database. */
export type UniqueKey =
  | 'delivery'
  | 'award-hold'
  | 'award-status-index'
  | 'award-nomination'
  | 'nomination-open'
  | 'identity'
  | 'issuer-slug'
  | 'badge-slug'
  | 'badge-version'
  | 'evidence-source'
  | 'role-grant'
  | 'outbox'
  | 'inbox'
  | 'ledger'
  | 'issuer-key'
  | 'endorsement'
  | 'imported-credential'
  | 'lti-platform'
  | 'other';

/** A write that would have broken a unique key; the transaction that it was part of is undone. */
export class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey';
  readonly code = 'duplicate-key';
  readonly uniqueKey: UniqueKey;
  constructor(uniqueKey: UniqueKey, cause?: unknown) {
    super(`a value of the unique key ${uniqueKey} is already there`, { cause });
    this.uniqueKey = uniqueKey;
  }
}

/** The database could not be reached in time: nothing is known to be stored. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly code = 'store-unavailable';
  constructor(cause?: unknown) {
    super('the database does not answer', { cause });
  }
}
