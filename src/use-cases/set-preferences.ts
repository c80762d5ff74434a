import type { Actor } from '../domain/actor.ts';
import type { Locale } from '../domain/localized-text.ts';
import type { DigestSchedule, Person } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

export type SetPreferences = {
  readonly actor: Actor;
  /** Chosen, so that no platform's locale changes it any more. */
  readonly locale?: Locale;
  readonly digest?: DigestSchedule;
};

/** A person's own choices: the language in which they are spoken to, and how often the digest comes. */
export async function setPreferences(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: SetPreferences,
): Promise<Outcome<{ readonly person: Person }>> {
  const { actor, locale, digest } = command;
  return deps.store.transact(async (repositories) => {
    const person = await repositories.persons.find(actor.personId);
    if (person === undefined || person.erasedAt !== undefined)
      return refused({ code: 'unknown-person', said: actor.personId });
    const changed: Person = {
      ...person,
      ...(locale === undefined ? {} : { locale, localeChosen: true }),
      ...(digest === undefined ? {} : { preferences: { ...person.preferences, digest } }),
      updatedAt: deps.clock(),
    };
    await repositories.persons.save(changed);
    await repositories.audit.add(
      auditEntry(deps, actor, 'settings-changed', [`person:${person.id}`], {
        detail: {
          ...(locale === undefined ? {} : { locale }),
          ...(digest === undefined ? {} : { digest }),
        },
      }),
    );
    return { ok: true, person: changed };
  });
}
