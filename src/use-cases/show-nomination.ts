import type { Evidence } from '../domain/evidence.ts';
import type { Nomination, NominationId } from '../domain/nomination.ts';
import type { PersonName } from '../domain/outbox-message.ts';
import type { WorkspaceKey } from '../domain/identity.ts';
import type { PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Repositories } from '../ports/store.ts';
import { personName } from './person-name.ts';

/** A nomination with the people in it by name, as its card shows it. */
export type NominationView = {
  readonly nomination: Nomination;
  readonly nominee: PersonName;
  readonly nominator: PersonName;
  readonly endorsers: readonly PersonName[];
  readonly decidedBy?: PersonName;
  /** What was gathered so far, oldest first, less what was withdrawn. */
  readonly evidence: readonly Evidence[];
};

/** A nomination as it stands now; people are named by their accounts in that workspace. */
export async function showNomination(
  deps: { readonly store: Pick<Repositories, 'nominations' | 'persons' | 'evidence'> },
  query: { readonly nominationId: NominationId; readonly workspace?: WorkspaceKey },
): Promise<Outcome<{ readonly view: NominationView }>> {
  const nomination = await deps.store.nominations.find(query.nominationId);
  if (nomination === undefined) return refused({ code: 'unknown-nomination' });
  return { ok: true, view: await nominationView(deps, nomination, query.workspace) };
}

/** The people and the evidence of a nomination that was read already. */
export async function nominationView(
  deps: { readonly store: Pick<Repositories, 'persons' | 'evidence'> },
  nomination: Nomination,
  workspace: WorkspaceKey | undefined,
): Promise<NominationView> {
  const { nomineeId, nominatorId, endorsements, decidedBy } = nomination;
  const ids = [nomineeId, nominatorId, ...endorsements.map(({ personId }) => personId), decidedBy ?? ''];
  const subject =
    nomination.awardId === undefined
      ? ({ kind: 'nomination', id: nomination.id } as const)
      : ({ kind: 'award', id: nomination.awardId } as const);
  const [persons, evidence] = await Promise.all([
    deps.store.persons.findMany([...new Set(ids)].filter((id) => id !== '')),
    deps.store.evidence.ofSubject(subject),
  ]);
  const names = new Map(persons.map((person) => [person.id, personName(person, workspace)]));
  const named = (personId: PersonId): PersonName => names.get(personId) ?? { personId };
  return {
    nomination,
    nominee: named(nomineeId),
    nominator: named(nominatorId),
    endorsers: endorsements.map(({ personId }) => named(personId)),
    ...(decidedBy === undefined ? {} : { decidedBy: named(decidedBy) }),
    evidence: evidence.filter(({ withdrawnAt }) => withdrawnAt === undefined),
  };
}
