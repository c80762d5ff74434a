import { erasedPerson, type AuditEntry } from '../../src/domain/audit-entry.ts';
import { granteeKey, type RoleGrant } from '../../src/domain/role.ts';
import type { Repositories } from '../../src/ports/store.ts';
import { memoryAwards } from './memory-awards.ts';
import { memoryBackpacks } from './memory-backpacks.ts';
import { memoryDigestFacts, memoryDigestStates, memoryLedger } from './memory-digests.ts';
import { memoryEndorsements } from './memory-endorsements.ts';
import { memoryFiles } from './memory-files.ts';
import { memoryImports } from './memory-imports.ts';
import { memoryJobRuns } from './memory-job-runs.ts';
import { memoryLti } from './memory-lti.ts';
import { memoryNominations } from './memory-nominations.ts';
import { byMoment, pageAfter } from './memory-order.ts';
import { memoryPersons } from './memory-persons.ts';
import { memoryInbox, memoryOutbox } from './memory-queues.ts';
import { memoryRetention } from './memory-retention.ts';
import { memoryShares } from './memory-shares.ts';
import { memorySkills } from './memory-skills.ts';
import { memorySessions } from './memory-sessions.ts';
import type { Access } from './memory-tables.ts';
import { memoryWalletOffers } from './memory-wallet-offers.ts';

const bySlug = (a: { readonly slug: string }, b: { readonly slug: string }): number =>
  a.slug < b.slug ? -1 : 1;
const id = (row: { readonly id: string }): string => row.id;
const oldestCreated = byMoment<{ id: string; createdAt: Date }>(1, ({ createdAt }) => createdAt, id);
const oldestSaid = byMoment<{ id: string; saidAt: Date }>(1, ({ saidAt }) => saidAt, id);
const oldestGranted = byMoment<RoleGrant>(1, ({ grantedAt }) => grantedAt, id);
const newestHappened = byMoment<AuditEntry>(-1, ({ at }) => at, id);

/** Every repository on those tables. */
export function memoryRepositories({ read, write }: Access): Repositories {
  return {
    community: {
      find: async () => read().communities.get('community'),
      save: (community) => write(({ communities }) => communities.put(community)),
    },
    persons: memoryPersons({ read, write }),
    issuers: {
      find: async (issuerId) => read().issuers.get(issuerId),
      findBySlug: async (slug) => read().issuers.where((issuer) => issuer.slug === slug)[0],
      list: async () => read().issuers.where().toSorted(bySlug),
      save: (issuer) => write(({ issuers }) => issuers.put(issuer)),
    },
    issuerKeys: {
      list: async (issuerId) =>
        read()
          .issuerKeys.where((key) => key.issuerId === issuerId)
          .toSorted(oldestCreated),
      all: async () =>
        read()
          .issuerKeys.where()
          .toSorted((a, b) =>
            a.issuerId === b.issuerId ? oldestCreated(a, b) : a.issuerId < b.issuerId ? -1 : 1,
          ),
      insert: (keys) => write(({ issuerKeys }) => issuerKeys.insert(keys)),
      retire: (issuerId, keyId, at) =>
        write(({ issuerKeys }) => {
          const [known] = issuerKeys.where((key) => key.issuerId === issuerId && key.id === keyId);
          if (known !== undefined && known.retiredAt === undefined)
            issuerKeys.put({ ...known, retiredAt: at });
        }),
    },
    badges: {
      find: async (badgeId) => read().badges.get(badgeId),
      findBySlug: async (slug) => read().badges.where((badge) => badge.slug === slug)[0],
      findVersion: async (slug, version) =>
        read().badgeVersions.where((badge) => badge.slug === slug && badge.version === version)[0],
      list: async () => read().badges.where().toSorted(bySlug),
      insert: (badge) =>
        write(({ badges, badgeVersions }) => {
          badges.insert([badge]);
          badgeVersions.put(badge);
        }),
      saveVersion: (badge, expectedVersion) =>
        write(({ badges, badgeVersions }) => {
          if (badges.get(badge.id)?.version !== expectedVersion) return false;
          badges.put(badge);
          badgeVersions.put(badge);
          return true;
        }),
    },
    awards: memoryAwards({ read, write }),
    nominations: memoryNominations({ read, write }),
    evidence: {
      find: async (evidenceId) => read().evidence.get(evidenceId),
      insert: (piece) => write(({ evidence }) => evidence.insert([piece])),
      save: (piece) =>
        write(({ evidence }) => {
          if (evidence.has(piece.id)) evidence.put(piece);
        }),
      findBySource: async (sourceKey) =>
        read()
          .evidence.where((piece) => piece.sourceKey === sourceKey)
          .toSorted(oldestSaid),
      ofSubject: async (subject) =>
        read()
          .evidence.where((piece) => piece.subject.kind === subject.kind && piece.subject.id === subject.id)
          .toSorted(oldestSaid),
      ofSubjects: async (kind, ids) =>
        read()
          .evidence.where((piece) => piece.subject.kind === kind && ids.includes(piece.subject.id))
          .toSorted(oldestSaid),
      ofAuthor: async (personId) =>
        read()
          .evidence.where((piece) => piece.authorId === personId)
          .toSorted(oldestSaid),
      remove: (ids) =>
        write(({ evidence }) => {
          for (const evidenceId of ids) evidence.remove(evidenceId);
        }),
    },
    endorsements: memoryEndorsements({ read, write }),
    experiences: {
      find: async (experienceId) => read().experiences.get(experienceId),
      ofPerson: async (personId) =>
        read()
          .experiences.where((experience) => experience.personId === personId)
          .toSorted(oldestCreated),
      save: (experience) => write(({ experiences }) => experiences.put(experience)),
      remove: (experienceId) => write(({ experiences }) => void experiences.remove(experienceId)),
    },
    importedCredentials: memoryImports({ read, write }),
    roles: {
      ofIssuer: async (issuerId) =>
        read()
          .roles.where((grant) => grant.issuerId === issuerId)
          .toSorted(oldestGranted),
      ofGrantees: async (keys, issuerId) =>
        read().roles.where(
          (grant) =>
            keys.includes(granteeKey(grant.grantee)) &&
            (issuerId === undefined || grant.issuerId === issuerId),
        ),
      ofPersons: async () => read().roles.where(({ grantee }) => grantee.kind === 'person'),
      insert: (grant) => write(({ roles }) => roles.insert([grant])),
      remove: (issuerId, role, key) =>
        write(({ roles }) => {
          const [known] = roles.where(
            (grant) =>
              grant.issuerId === issuerId && grant.role === role && granteeKey(grant.grantee) === key,
          );
          return known !== undefined && roles.remove(known.id);
        }),
    },
    workspaces: {
      find: async (key) => read().workspaces.get(key),
      list: async () =>
        read()
          .workspaces.where()
          .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      save: (workspace) => write(({ workspaces }) => workspaces.put(workspace)),
      remove: (key) => write(({ workspaces }) => void workspaces.remove(key)),
    },
    conversationReferences: {
      find: async (key) => read().conversationReferences.get(key),
      ofGroup: async (workspace, group) =>
        read()
          .conversationReferences.where(
            (one) =>
              one.workspace === workspace &&
              one.group !== undefined &&
              (group === undefined || one.group === group),
          )
          .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      latest: async (workspace) =>
        read()
          .conversationReferences.where((one) => one.workspace === workspace)
          .toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime() || (a.key < b.key ? -1 : 1))[0],
      save: (reference) => write(({ conversationReferences }) => conversationReferences.put(reference)),
      removeOf: (identities) =>
        write(({ conversationReferences }) =>
          conversationReferences.removeWhere(
            ({ identity }) => identity !== undefined && identities.includes(identity),
          ),
        ),
    },
    deliveries: {
      find: async (key) => read().deliveries.get(key),
      insert: (delivery) => write(({ deliveries }) => deliveries.insert([delivery])),
    },
    outbox: memoryOutbox({ read, write }),
    inbox: memoryInbox({ read, write }),
    audit: {
      add: (entry) => write(({ audit }) => audit.insert([entry])),
      forget: (ids) =>
        write(({ audit }) => {
          const names = new Set(ids.map((each) => `person:${each}`));
          const without = (name: string) => (names.has(name) ? erasedPerson : name);
          for (const entry of audit.where(({ by, about }) => [by, ...about].some((name) => names.has(name))))
            audit.put({ ...entry, by: without(entry.by), about: entry.about.map(without) });
        }),
      page: async ({ issuerId, about }, page) =>
        pageAfter(
          read()
            .audit.where(
              (entry) =>
                (issuerId === undefined || entry.issuerId === issuerId) &&
                (about === undefined || entry.about.includes(about)),
            )
            .toSorted(newestHappened),
          page,
          id,
        ),
    },
    files: memoryFiles({ read, write }),
    skills: memorySkills({ read, write }),
    oneTimeLinks: {
      insert: (link) => write(({ oneTimeLinks }) => oneTimeLinks.insert([link])),
      async peek(tokenHash, now) {
        const link = read().oneTimeLinks.get(tokenHash);
        return link !== undefined && link.expiresAt > now ? link : undefined;
      },
      take: (tokenHash, now) =>
        write(({ oneTimeLinks }) => {
          const link = oneTimeLinks.get(tokenHash);
          if (link === undefined || link.expiresAt <= now) return undefined;
          oneTimeLinks.remove(tokenHash);
          return link;
        }),
      removeOfPerson: (personId, but) =>
        write(({ oneTimeLinks }) =>
          oneTimeLinks.removeWhere(
            ({ subject, purpose }) =>
              (subject['person'] === personId && purpose !== but?.keep) ||
              (subject['by'] === personId && but === undefined),
          ),
        ),
    },
    sessions: memorySessions({ read, write }),
    digestStates: memoryDigestStates({ read, write }),
    digestFacts: memoryDigestFacts({ read, write }),
    ledger: memoryLedger({ read, write }),
    jobRuns: memoryJobRuns({ read, write }),
    retention: memoryRetention({ read, write }),
    shares: memoryShares({ read, write }),
    lti: memoryLti({ read, write }),
    walletOffers: memoryWalletOffers({ read, write }),
    backpacks: memoryBackpacks({ read, write }),
  };
}
