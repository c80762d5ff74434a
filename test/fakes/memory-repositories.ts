import type { AuditEntry } from '../../src/domain/audit-entry.ts';
import type { Award } from '../../src/domain/award.ts';
import type { Nomination } from '../../src/domain/nomination.ts';
import type { Person } from '../../src/domain/person.ts';
import { threadKey } from '../../src/domain/place.ts';
import { granteeKey, type RoleGrant } from '../../src/domain/role.ts';
import type { AwardFilter } from '../../src/ports/award-repository.ts';
import type { NominationFilter } from '../../src/ports/nomination-repository.ts';
import type { Repositories } from '../../src/ports/store.ts';
import { memoryFiles } from './memory-files.ts';
import { byMoment, pageAfter } from './memory-order.ts';
import { memoryInbox, memoryOutbox } from './memory-queues.ts';
import type { Access } from './memory-tables.ts';

const bySlug = (a: { readonly slug: string }, b: { readonly slug: string }): number =>
  a.slug < b.slug ? -1 : 1;
const id = (row: { readonly id: string }): string => row.id;
const oldestCreated = byMoment<{ id: string; createdAt: Date }>(1, ({ createdAt }) => createdAt, id);
const oldestSaid = byMoment<{ id: string; saidAt: Date }>(1, ({ saidAt }) => saidAt, id);
const oldestGranted = byMoment<RoleGrant>(1, ({ grantedAt }) => grantedAt, id);
const newestAwarded = byMoment<Award>(-1, ({ awardedAt }) => awardedAt, id);

/** Every repository on those tables. */
export function memoryRepositories({ read, write }: Access): Omit<Repositories, 'lti'> {
  return {
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
    experiences: {
      find: async (experienceId) => read().experiences.get(experienceId),
      ofPerson: async (personId) =>
        read()
          .experiences.where((experience) => experience.personId === personId)
          .toSorted(oldestCreated),
      save: (experience) => write(({ experiences }) => experiences.put(experience)),
      remove: (experienceId) => write(({ experiences }) => void experiences.remove(experienceId)),
    },
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
    deliveries: {
      find: async (key) => read().deliveries.get(key),
      insert: (delivery) => write(({ deliveries }) => deliveries.insert([delivery])),
    },
    outbox: memoryOutbox({ read, write }),
    inbox: memoryInbox({ read, write }),
    audit: {
      add: (entry) => write(({ audit }) => audit.insert([entry])),
      page: async ({ issuerId, about }, page) =>
        pageAfter(
          read()
            .audit.where(
              (entry) =>
                (issuerId === undefined || entry.issuerId === issuerId) &&
                (about === undefined || entry.about.includes(about)),
            )
            .toSorted(byMoment(-1, (entry: AuditEntry) => entry.at, id)),
          page,
          id,
        ),
    },
    files: memoryFiles({ read, write }),
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
    },
  };
}

function memoryPersons({ read, write }: Access): Repositories['persons'] {
  const follow = (personId: string): Person | undefined => {
    let person = read().persons.get(personId);
    const met = new Set<string>();
    while (person?.mergedInto !== undefined) {
      if (met.has(person.id)) throw new Error(`persons merged in a circle, at ${person.id}`);
      met.add(person.id);
      person = read().persons.get(person.mergedInto);
    }
    return person;
  };
  const findByIdentities = async (keys: readonly string[]): Promise<readonly Person[]> =>
    read().persons.where((person) => person.identities.some(({ key }) => keys.includes(key)));
  return {
    find: async (personId) => follow(personId),
    async findMany(ids) {
      const found = new Map(ids.map((personId) => follow(personId)).map((person) => [person?.id, person]));
      return [...found.values()].filter((person) => person !== undefined);
    },
    findByIdentity: async (key) => (await findByIdentities([key]))[0],
    findByIdentities,
    insert: (person) => write(({ persons }) => persons.insert([person])),
    save: (person) =>
      write(({ persons }) => {
        if (persons.has(person.id)) persons.put(person);
      }),
    async *all() {
      const living = read().persons.where(
        (person) => person.mergedInto === undefined && person.erasedAt === undefined,
      );
      yield* living.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}

function memoryAwards({ read, write }: Access): Repositories['awards'] {
  const fits =
    (filter: AwardFilter) =>
    ({ award }: { readonly award: Award }): boolean =>
      (filter.personId === undefined || award.personId === filter.personId) &&
      (filter.badgeSlug === undefined || award.badge.slug === filter.badgeSlug) &&
      (filter.issuerId === undefined || award.issuerId === filter.issuerId) &&
      (filter.awardedBy === undefined || award.awardedBy === filter.awardedBy) &&
      (filter.status === undefined || award.status === filter.status);
  const where = (wanted: (award: Award) => boolean): Award[] =>
    read()
      .awards.where(({ award }) => wanted(award))
      .map(({ award }) => award);
  const newest = (filter: AwardFilter): Award[] =>
    read()
      .awards.where(fits(filter))
      .map(({ award }) => award)
      .toSorted(newestAwarded);
  return {
    find: async (awardId) => read().awards.get(awardId)?.award,
    findMany: async (ids) => [...new Set(ids)].flatMap((awardId) => read().awards.get(awardId)?.award ?? []),
    findHeld: async (holdKeys) =>
      read().awards.where(({ holdKey }) => holdKey !== undefined && holdKeys.includes(holdKey)),
    findByPlace: async (key) => where(({ place }) => place !== undefined && threadKey(place) === key),
    insert: (held) => write(({ awards }) => awards.insert(held)),
    save: (award, expectedRevision) =>
      write(({ awards }) => {
        const known = awards.get(award.id);
        if (known?.award.revision !== expectedRevision) return false;
        awards.put({ ...known, award });
        return true;
      }),
    setHold: (awardId, holdKey) =>
      write(({ awards }) => {
        const known = awards.get(awardId);
        if (known === undefined) return;
        awards.put(holdKey === undefined ? { award: known.award } : { award: known.award, holdKey });
      }),
    page: async (filter, page) => pageAfter(newest(filter), page, id),
    ofPerson: async (personId) => newest({ personId }),
    async *all(filter) {
      yield* newest(filter).toReversed();
    },
    statusIndexes: async (list, status) =>
      where((award) => award.statusList.list === list && award.status === status).map(
        (award) => award.statusList.index,
      ),
    takenStatusIndexes: async (list, indexes) =>
      where((award) => award.statusList.list === list && indexes.includes(award.statusList.index)).map(
        (award) => award.statusList.index,
      ),
  };
}

function memoryNominations({ read, write }: Access): Repositories['nominations'] {
  const oldest = (wanted: (nomination: Nomination) => boolean): Nomination[] =>
    read().nominations.where(wanted).toSorted(oldestCreated);
  const fits =
    (filter: NominationFilter) =>
    (nomination: Nomination): boolean =>
      (filter.issuerIds === undefined || filter.issuerIds.includes(nomination.issuerId)) &&
      (filter.status === undefined || nomination.status === filter.status) &&
      (filter.nomineeId === undefined || nomination.nomineeId === filter.nomineeId) &&
      (filter.nominatorId === undefined || nomination.nominatorId === filter.nominatorId);
  return {
    find: async (nominationId) => read().nominations.get(nominationId),
    findByPlace: async (key) => oldest(({ place }) => place !== undefined && threadKey(place) === key),
    insert: (nomination) => write(({ nominations }) => nominations.insert([nomination])),
    save: (nomination, expectedVersion) =>
      write(({ nominations }) => {
        if (nominations.get(nomination.id)?.version !== expectedVersion) return false;
        nominations.put(nomination);
        return true;
      }),
    page: async (filter, page) => pageAfter(oldest(fits(filter)), page, id),
    ofPerson: async (personId) =>
      oldest(
        ({ nomineeId, nominatorId, endorsements }) =>
          nomineeId === personId ||
          nominatorId === personId ||
          endorsements.some((endorsement) => endorsement.personId === personId),
      ),
  };
}
