import type { Actor } from '../domain/actor.ts';
import { checkedFacts, type Experience, type ExperienceFacts } from '../domain/experience.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** An experience for its owner; somebody else's is as unknown as one that never was. */
export async function findExperience(
  { experiences }: Pick<Repositories, 'experiences'>,
  query: { readonly actor: Actor; readonly experienceId: string },
): Promise<Experience | undefined> {
  const found = await experiences.find(query.experienceId);
  return found?.personId === query.actor.personId ? found : undefined;
}

/**
 * Replaces what the learner said of an experience. Refused with `changed-meanwhile` when it was changed after
 * `seenAt`, the `updatedAt` of what they were shown.
 */
export async function changeExperience(
  deps: Deps,
  command: {
    readonly actor: Actor;
    readonly experienceId: string;
    readonly seenAt: Date;
    readonly facts: ExperienceFacts;
  },
): Promise<Outcome<{ readonly experience: Experience }>> {
  const now = deps.clock();
  const checked = checkedFacts(command.facts, now);
  if (!checked.ok) return checked;
  return deps.store.transact(async (repositories) => {
    const known = await findExperience(repositories, command);
    if (known === undefined) return refused({ code: 'unknown-experience' });
    const { id, personId, visibility, createdAt } = known;
    const experience: Experience = {
      id,
      personId,
      visibility,
      createdAt,
      ...checked.facts,
      updatedAt: now,
    };
    if (known.updatedAt.getTime() !== command.seenAt.getTime())
      return sameFacts(known, experience)
        ? { ok: true, experience: known }
        : refused({ code: 'changed-meanwhile' });
    await repositories.experiences.save(experience);
    return { ok: true, experience };
  });
}

/** The form that was sent twice has done its work already. */
function sameFacts(a: Experience, b: Experience): boolean {
  const facts = (experience: Experience) => {
    const { updatedAt: _, createdAt: __, ...rest } = experience;
    return JSON.stringify(Object.entries(rest).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  };
  return facts(a) === facts(b);
}

/** Takes an experience out of the passport for good. One that is gone already is as good as removed. */
export async function removeExperience(
  deps: Deps,
  command: { readonly actor: Actor; readonly experienceId: string },
): Promise<Outcome<object>> {
  return deps.store.transact(async (repositories) => {
    const known = await repositories.experiences.find(command.experienceId);
    if (known === undefined) return { ok: true };
    if (known.personId !== command.actor.personId) return refused({ code: 'unknown-experience' });
    await repositories.experiences.remove(known.id);
    return { ok: true };
  });
}
