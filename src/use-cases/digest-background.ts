import type { Badge } from '../domain/badge.ts';
import type { IssuerId } from '../domain/issuer.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { RoleGrant } from '../domain/role.ts';
import type { OpenlyNominated, WaitingNomination } from '../ports/digest-facts.ts';
import type { Repositories } from '../ports/store.ts';
import { groupBy } from './group-rows.ts';
import { milestonesAmong } from './nearly-earned.ts';
import { peopleOf } from './people-of.ts';

type Reads = Pick<Repositories, 'badges' | 'roles' | 'persons' | 'digestFacts'>;

/** What is the same for all who are told, read once for thousands of them. */
export type DigestBackground = {
  readonly badges: readonly Badge[];
  readonly milestones: readonly Badge[];
  /** Milestones and their parts. */
  readonly counted: readonly string[];
  /** Nominations that anybody in a workspace could support, by its key, oldest first. */
  readonly openly: ReadonlyMap<string, readonly OpenlyNominated[]>;
  /** Who is nominated in them, those who are still here. */
  readonly nominees: ReadonlyMap<PersonId, Person>;
  /** The roles that persons hold themselves, by person. */
  readonly grantsOf: ReadonlyMap<PersonId, readonly RoleGrant[]>;
  /** What waits for a decision, longest first; read when somebody is told of it. */
  readonly waitingFor: (issuerId: IssuerId) => Promise<readonly WaitingNomination[]>;
};

const mostOpenly = 1000;
const mostWaiting = 200;

/** `since`: nobody is told of nominations before this. */
export async function readBackground(reads: Reads, since: Date): Promise<DigestBackground> {
  const { badges: catalogue, roles, digestFacts } = reads;
  const [badges, grants, newest] = await Promise.all([
    catalogue.list(),
    roles.ofPersons(),
    digestFacts.openlyNominated(since, mostOpenly),
  ]);
  const milestones = milestonesAmong(badges);
  const nominees = await peopleOf(
    reads,
    newest.map(({ nomineeId }) => nomineeId),
  );
  const waiting = new Map<IssuerId, Promise<readonly WaitingNomination[]>>();
  return {
    badges,
    milestones,
    counted: [...new Set(milestones.flatMap(({ slug, parts }) => [slug, ...parts]))],
    openly: groupBy(newest.toReversed(), ({ workspace }) => workspace),
    nominees,
    grantsOf: groupBy(grants, ({ grantee }) => (grantee.kind === 'person' ? grantee.personId : '')),
    waitingFor: (issuerId) => {
      const known = waiting.get(issuerId) ?? digestFacts.waitingFor(issuerId, mostWaiting);
      waiting.set(issuerId, known);
      return known;
    },
  };
}
