import { isOperator, type Actor } from '../domain/actor.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import { mergedSkill, type FrameworkSkill } from '../domain/skill.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

export type SkillCounts = { readonly added: number; readonly changed: number; readonly unchanged: number };

/** As many skills as are compared and written at a time. */
const batchSize = 500;

/**
 * Takes in the skills of a framework as they are read, a batch at a time; only the operator does. Each is merged with what
 * is known under its url, so that a file for each language makes one skill of both. Cut off and begun again, or run twice,
 * it comes to the same.
 */
export async function importSkills(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: {
    readonly actor: Actor;
    readonly framework: string;
    readonly skills: AsyncIterable<FrameworkSkill> | Iterable<FrameworkSkill>;
  },
): Promise<Outcome<SkillCounts>> {
  if (!isOperator(command.actor)) return refused({ code: 'not-yours' });
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const take = async (batch: readonly FrameworkSkill[]) => {
    const differing = await compareSkills(deps.store, batch);
    await deps.store.skills.save([...differing.added, ...differing.changed]);
    counts.added += differing.added.length;
    counts.changed += differing.changed.length;
    counts.unchanged += batch.length - differing.added.length - differing.changed.length;
  };
  let batch: FrameworkSkill[] = [];
  for await (const skill of command.skills) {
    batch.push(skill);
    if (batch.length < batchSize) continue;
    await take(batch);
    batch = [];
  }
  await take(batch);
  if (counts.added + counts.changed > 0)
    await deps.store.audit.add(
      auditEntry(deps, command.actor, 'skills-imported', [`framework:${command.framework}`], {
        detail: { added: counts.added, changed: counts.changed },
      }),
    );
  return { ok: true, ...counts };
}

/** What of these is new or says something else than what is known, merged with it. */
export async function compareSkills(
  store: Pick<Store, 'skills'>,
  read: readonly FrameworkSkill[],
): Promise<{ readonly added: readonly FrameworkSkill[]; readonly changed: readonly FrameworkSkill[] }> {
  const known = new Map(
    (await store.skills.findMany(read.map(({ url }) => url))).map((skill) => [skill.url, skill]),
  );
  const added = read.filter(({ url }) => !known.has(url));
  const changed = read.flatMap((skill) => {
    const before = known.get(skill.url);
    const merged = mergedSkill(before, skill);
    return before === undefined || sameSkill(before, merged) ? [] : [merged];
  });
  return { added, changed };
}

function sameSkill(one: FrameworkSkill, other: FrameworkSkill): boolean {
  const told = ({ framework, code, name, alt, description }: FrameworkSkill) =>
    JSON.stringify([
      framework,
      code,
      name.nl,
      name.en,
      alt.nl ?? [],
      alt.en ?? [],
      description?.nl,
      description?.en,
    ]);
  return told(one) === told(other);
}
