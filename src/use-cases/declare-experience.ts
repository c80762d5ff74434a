import type { Actor } from '../domain/actor.ts';
import type { Experience, ExperienceKind } from '../domain/experience.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { once } from './once.ts';

export type DeclareExperience = {
  readonly actor: Actor;
  readonly deliveryKey: string;
  readonly kind: ExperienceKind;
  readonly title: string;
  readonly organisation?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly from?: string;
  readonly until?: string;
  readonly description?: string;
};

const longest = { title: 200, organisation: 200, description: 2000 } as const;
const moment = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u;

/** Adds to the learner's own passport what they learnt or did elsewhere, marked as declared. */
export async function declareExperience(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: DeclareExperience,
): Promise<Outcome<{ readonly experience: Experience }>> {
  const title = command.title.trim();
  if (title === '') return refused({ code: 'invalid', field: 'title', problem: 'empty' });
  const texts = {
    title,
    organisation: command.organisation?.trim() ?? '',
    description: command.description?.trim() ?? '',
  };
  for (const field of ['title', 'organisation', 'description'] as const)
    if (texts[field].length > longest[field]) return refused({ code: 'invalid', field, problem: 'too-long' });
  const { from, until } = command;
  for (const [field, value] of Object.entries({ from, until }))
    if (value !== undefined && !moment.test(value))
      return refused({ code: 'invalid', field, problem: 'not-a-date' });
  const now = deps.clock();
  if (from !== undefined && from > now.toISOString().slice(0, from.length))
    return refused({ code: 'invalid', field: 'from', problem: 'in-the-future' });
  // Compared as far as both say: `2023` does not end before `2023-09` began.
  if (from !== undefined && until !== undefined && until < from.slice(0, until.length))
    return refused({ code: 'invalid', field: 'until', problem: 'before-it-began' });
  const experience: Experience = {
    id: deps.ids.id(),
    personId: command.actor.personId,
    kind: command.kind,
    title,
    ...(texts.organisation ? { organisation: texts.organisation } : {}),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(texts.description ? { description: texts.description } : {}),
    skills: [],
    links: [],
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
