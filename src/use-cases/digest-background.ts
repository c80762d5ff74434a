import type { Badge } from '../domain/badge.ts';
import type { WorkspaceKey } from '../domain/identity.ts';
import type { IssuerId } from '../domain/issuer.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { RoleGrant } from '../domain/role.ts';
import type { OpenlyNominated, WaitingNomination } from '../ports/digest-facts.ts';
import type { Repositories } from '../ports/store.ts';
import { groupBy } from './group-rows.ts';
import { milestonesAmong } from './nearly-earned.ts';
import { peopleOf } from './people-of.ts';

type Reads = Pick<Repositories, 'badges' | 'roles' | 'persons' | 'digestFacts'>;

export type Supportable = OpenlyNominated & { readonly nominee: Person };

/** What is the same for all who are told, read once for thousands of them. */
export type DigestBackground = {
  readonly badges: readonly Badge[];
  readonly milestones: readonly Badge[];
  /** Milestones and their parts. */
  readonly counted: readonly string[];
  /** Nominations of people who are still here that anybody in that workspace could support, oldest first. */
  readonly openlyIn: (workspace: WorkspaceKey) => Promise<readonly Supportable[]>;
  /** The roles that persons hold themselves, by person. */
  readonly grantsOf: ReadonlyMap<PersonId, readonly RoleGrant[]>;
  /** What waits for a decision, longest first; read when somebody is told of it. */
  readonly waitingFor: (issuerId: IssuerId) => Promise<readonly WaitingNomination[]>;
};

/** In one workspace. */
const mostOpenly = 500;
/** For one issuer. */
const mostWaiting = 200;

/** `since`: nobody is told of nominations before this. */
export async function readBackground(reads: Reads, since: Date): Promise<DigestBackground> {
  const { badges: catalogue, roles, digestFacts } = reads;
  const [badges, grants] = await Promise.all([catalogue.list(), roles.ofPersons()]);
  const milestones = milestonesAmong(badges);
  return {
    badges,
    milestones,
    counted: [...new Set(milestones.flatMap(({ slug, parts }) => [slug, ...parts]))],
    openlyIn: readOnce(async (workspace: WorkspaceKey) => {
      const newest = await digestFacts.openlyNominated(workspace, since, mostOpenly);
      const nominees = await peopleOf(
        reads,
        newest.map(({ nomineeId }) => nomineeId),
      );
      return newest.toReversed().flatMap((nomination) => {
        const nominee = nominees.get(nomination.nomineeId);
        return nominee === undefined ? [] : [{ ...nomination, nominee }];
      });
    }),
    grantsOf: groupBy(grants, ({ grantee }) => (grantee.kind === 'person' ? grantee.personId : '')),
    waitingFor: readOnce((issuerId: IssuerId) => digestFacts.waitingFor(issuerId, mostWaiting)),
  };
}

/** Reads each of them once, when it is first asked for. */
function readOnce<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}
