import type { AuditEntry } from '../../src/domain/audit-entry.ts';
import type { ConversationReference } from '../../src/domain/conversation-reference.ts';
import type { BackpackClient, BackpackGrant, BackpackToken } from '../../src/domain/backpack.ts';
import type { Badge } from '../../src/domain/badge.ts';
import type { Community } from '../../src/domain/community.ts';
import type { DigestState } from '../../src/domain/digest-state.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Experience } from '../../src/domain/experience.ts';
import type { ImportedContent, ImportedCredential } from '../../src/domain/imported-credential.ts';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { IssuerKey } from '../../src/domain/issuer-key.ts';
import type { JobRun } from '../../src/domain/job-run.ts';
import { subjectKey, type IssuerEndorsement } from '../../src/domain/issuer-endorsement.ts';
import type { Issuer } from '../../src/domain/issuer.ts';
import type { Nomination } from '../../src/domain/nomination.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { Person } from '../../src/domain/person.ts';
import { granteeKey, type RoleGrant } from '../../src/domain/role.ts';
import type { FrameworkSkill } from '../../src/domain/skill.ts';
import type { WalletOffer } from '../../src/domain/wallet-offer.ts';
import type { Workspace } from '../../src/domain/workspace.ts';
import type { HeldAward } from '../../src/ports/award-repository.ts';
import type { Delivery } from '../../src/ports/delivery-repository.ts';
import type { LedgerEntry } from '../../src/ports/ledger.ts';
import type { LtiCourse, LtiMember, LtiRoster } from '../../src/ports/lti-course-repository.ts';
import type { LtiKey } from '../../src/ports/lti-key-repository.ts';
import type { LtiLogin } from '../../src/ports/lti-login-repository.ts';
import type { LtiPlatform } from '../../src/ports/lti-platform-repository.ts';
import type { LtiRefusalEntry } from '../../src/ports/lti-refusal-log.ts';
import type { LtiSession } from '../../src/ports/lti-session-repository.ts';
import type { OneTimeLink } from '../../src/ports/one-time-link-repository.ts';
import type { PassportShare } from '../../src/domain/passport-share.ts';
import type { Session } from '../../src/ports/session-repository.ts';
import { MemoryTable } from './memory-table.ts';

export type StoredMessage = { readonly message: OutboxMessage; readonly claimedAt?: Date };
export type LtiVisitor = { readonly courseId: string; readonly member: LtiMember };
export type StoredImport = { readonly imported: ImportedCredential; readonly content: ImportedContent };
export type StoredFile = {
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly holders?: readonly string[];
};

const joined = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);

/** Empty tables, with the unique keys that the database has. */
export function emptyTables() {
  return {
    communities: new MemoryTable<Community>(() => 'community'),
    persons: new MemoryTable<Person>(
      ({ id }) => id,
      [{ key: 'identity', of: ({ identities }) => identities.map(({ key }) => key) }],
    ),
    issuers: new MemoryTable<Issuer>(({ id }) => id, [{ key: 'issuer-slug', of: ({ slug }) => slug }]),
    issuerKeys: new MemoryTable<IssuerKey>(
      ({ issuerId, id }) => joined(issuerId, id),
      [
        {
          key: 'issuer-key',
          of: ({ issuerId, algorithm, retiredAt }) =>
            retiredAt === undefined ? joined(issuerId, algorithm) : undefined,
        },
      ],
    ),
    badges: new MemoryTable<Badge>(({ id }) => id, [{ key: 'badge-slug', of: ({ slug }) => slug }]),
    badgeVersions: new MemoryTable<Badge>(
      ({ id, version }) => joined(id, version),
      [{ key: 'badge-version', of: ({ slug, version }) => joined(slug, version) }],
    ),
    awards: new MemoryTable<HeldAward>(
      ({ award }) => award.id,
      [
        { key: 'award-hold', of: ({ holdKey }) => holdKey },
        {
          key: 'award-status-index',
          of: ({ award }) => joined(award.statusList.list, award.statusList.index),
        },
        { key: 'award-nomination', of: ({ award }) => award.nominationId },
      ],
    ),
    nominations: new MemoryTable<Nomination>(
      ({ id }) => id,
      [
        {
          key: 'nomination-open',
          of: ({ nomineeId, badgeId, status }) =>
            status === 'open' ? joined(nomineeId, badgeId) : undefined,
        },
      ],
    ),
    evidence: new MemoryTable<Evidence>(
      ({ id }) => id,
      [
        {
          key: 'evidence-source',
          of: ({ subject, sourceKey }) => joined(subject.kind, subject.id, sourceKey),
        },
      ],
    ),
    endorsements: new MemoryTable<IssuerEndorsement>(
      ({ id }) => id,
      [{ key: 'endorsement', of: ({ issuerId, subject }) => joined(issuerId, subjectKey(subject)) }],
    ),
    experiences: new MemoryTable<Experience>(({ id }) => id),
    importedCredentials: new MemoryTable<StoredImport>(
      ({ imported }) => imported.id,
      [
        {
          key: 'imported-credential',
          of: ({ imported }) => joined(imported.personId, imported.contentKey),
        },
      ],
    ),
    roles: new MemoryTable<RoleGrant>(
      ({ id }) => id,
      [
        {
          key: 'role-grant',
          of: ({ issuerId, role, grantee }) => joined(issuerId, role, granteeKey(grantee)),
        },
      ],
    ),
    skills: new MemoryTable<FrameworkSkill>(({ url }) => url),
    workspaces: new MemoryTable<Workspace>(({ key }) => key),
    conversationReferences: new MemoryTable<ConversationReference>(({ key }) => key),
    deliveries: new MemoryTable<Delivery>(({ key }) => key, [], 'delivery'),
    outbox: new MemoryTable<StoredMessage>(
      ({ message }) => message.id,
      [{ key: 'outbox', of: ({ message }) => message.key }],
    ),
    inbox: new MemoryTable<InboxItem>(({ key }) => key, [], 'inbox'),
    audit: new MemoryTable<AuditEntry>(({ id }) => id),
    files: new MemoryTable<StoredFile>(({ id }) => id),
    oneTimeLinks: new MemoryTable<OneTimeLink>(({ tokenHash }) => tokenHash),
    shares: new MemoryTable<PassportShare>(({ token }) => token),
    sessions: new MemoryTable<Session>(({ id }) => id),
    digestStates: new MemoryTable<DigestState>(({ personId }) => personId),
    ledger: new MemoryTable<LedgerEntry>(({ key }) => key, [], 'ledger'),
    jobRuns: new MemoryTable<JobRun>(({ id }) => id),
    jobMarks: new MemoryTable<{ readonly job: string; readonly at: Date }>(({ job }) => job),
    ltiPlatforms: new MemoryTable<LtiPlatform>(
      ({ id }) => id,
      [{ key: 'lti-platform', of: ({ issuer, clientId }) => joined(issuer, clientId) }],
    ),
    ltiLogins: new MemoryTable<LtiLogin>(({ id }) => id),
    ltiSessions: new MemoryTable<LtiSession>(({ id }) => id),
    ltiKeys: new MemoryTable<LtiKey>(({ id }) => id),
    ltiCourses: new MemoryTable<LtiCourse>(({ id }) => id),
    ltiRosters: new MemoryTable<LtiRoster>(({ courseId }) => courseId),
    ltiVisitors: new MemoryTable<LtiVisitor>(({ courseId, member }) => joined(courseId, member.subject)),
    ltiRefusals: new MemoryTable<LtiRefusalEntry>(({ id }) => id),
    walletOffers: new MemoryTable<WalletOffer>(({ id }) => id),
    backpackClients: new MemoryTable<BackpackClient>(({ id }) => id),
    backpackGrants: new MemoryTable<BackpackGrant>(({ id }) => id),
    backpackTokens: new MemoryTable<BackpackToken>(({ id }) => id),
  };
}

export type Tables = ReturnType<typeof emptyTables>;

export function forkTables(tables: Tables): Tables {
  return {
    communities: tables.communities.fork(),
    persons: tables.persons.fork(),
    issuers: tables.issuers.fork(),
    issuerKeys: tables.issuerKeys.fork(),
    badges: tables.badges.fork(),
    badgeVersions: tables.badgeVersions.fork(),
    awards: tables.awards.fork(),
    nominations: tables.nominations.fork(),
    evidence: tables.evidence.fork(),
    endorsements: tables.endorsements.fork(),
    experiences: tables.experiences.fork(),
    importedCredentials: tables.importedCredentials.fork(),
    roles: tables.roles.fork(),
    workspaces: tables.workspaces.fork(),
    conversationReferences: tables.conversationReferences.fork(),
    deliveries: tables.deliveries.fork(),
    outbox: tables.outbox.fork(),
    inbox: tables.inbox.fork(),
    audit: tables.audit.fork(),
    files: tables.files.fork(),
    skills: tables.skills.fork(),
    oneTimeLinks: tables.oneTimeLinks.fork(),
    shares: tables.shares.fork(),
    sessions: tables.sessions.fork(),
    digestStates: tables.digestStates.fork(),
    ledger: tables.ledger.fork(),
    jobRuns: tables.jobRuns.fork(),
    jobMarks: tables.jobMarks.fork(),
    ltiPlatforms: tables.ltiPlatforms.fork(),
    ltiLogins: tables.ltiLogins.fork(),
    ltiSessions: tables.ltiSessions.fork(),
    ltiKeys: tables.ltiKeys.fork(),
    ltiCourses: tables.ltiCourses.fork(),
    ltiRosters: tables.ltiRosters.fork(),
    ltiVisitors: tables.ltiVisitors.fork(),
    ltiRefusals: tables.ltiRefusals.fork(),
    walletOffers: tables.walletOffers.fork(),
    backpackClients: tables.backpackClients.fork(),
    backpackGrants: tables.backpackGrants.fork(),
    backpackTokens: tables.backpackTokens.fork(),
  };
}

/** How repositories get at the tables: of the store, or of the transaction that they belong to. */
export type Access = {
  readonly read: () => Tables;
  /** Changes the tables at one moment. */
  readonly write: <T>(change: (tables: Tables) => T) => Promise<T>;
};
