import type { Actor } from '../domain/actor.ts';
import { checkedFacts, type Experience, type ExperienceFacts } from '../domain/experience.ts';
import type { Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { once } from './once.ts';

export type DeclareExperience = ExperienceFacts & {
  readonly actor: Actor;
  readonly deliveryKey: string;
};

/** Adds to the learner's own passport what they learnt or did elsewhere, marked as declared. */
export async function declareExperience(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: DeclareExperience,
): Promise<Outcome<{ readonly experience: Experience }>> {
  const now = deps.clock();
  const checked = checkedFacts(command, now);
  if (!checked.ok) return checked;
  const experience: Experience = {
    id: deps.ids.id(),
    personId: command.actor.personId,
    ...checked.facts,
    visibility: 'shown',
    createdAt: now,
    updatedAt: now,
  };
  return once<Outcome<{ readonly experience: Experience }>>(
    deps,
    command.deliveryKey,
    async (repositories) => {
      await repositories.experiences.save(experience);
      return { made: [experience.id], result: { ok: true, experience } };
    },
    async (delivery) => ({
      ok: true,
      experience: (await deps.store.experiences.find(delivery.made[0] ?? '')) ?? experience,
    }),
  );
}
