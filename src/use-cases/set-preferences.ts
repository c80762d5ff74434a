import type { Actor } from '../domain/actor.ts';
import type { Locale } from '../domain/localized-text.ts';
import { hasOwnAddress, type DigestSchedule, type Person, type Preferences } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

export type SetPreferences = {
  readonly actor: Actor;
  /** Chosen, so that no platform's locale changes it any more. */
  readonly locale?: Locale;
  /** An IANA zone. */
  readonly timeZone?: string;
  readonly digest?: DigestSchedule;
  /** 0 to 23, on the person's own clocks. */
  readonly digestHour?: number;
  readonly digestBy?: Preferences['digestBy'];
  /** It was turned off by the link in a mail. */
  readonly byLink?: boolean;
};

/** A person's own choices: the language in which they are spoken to; how often, when and by what the digest comes. */
export async function setPreferences(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: SetPreferences,
): Promise<Outcome<{ readonly person: Person }>> {
  const { actor, locale, timeZone, byLink, ...rest } = command;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return refused({ code: 'invalid', field: 'timeZone', problem: 'not-a-time-zone' });
  const { digest, digestHour, digestBy } = rest;
  if (digestHour !== undefined && !(Number.isInteger(digestHour) && digestHour >= 0 && digestHour <= 23))
    return refused({ code: 'invalid', field: 'digestHour', problem: 'not-an-hour' });
  const chosen: Omit<Preferences, 'digestOff'> = {
    ...(digest === undefined ? {} : { digest }),
    ...(digestHour === undefined ? {} : { digestHour }),
    ...(digestBy === undefined ? {} : { digestBy }),
  };
  const aboutDigest = Object.keys(chosen).length > 0;
  return deps.store.transact(async (repositories) => {
    const person = await repositories.persons.find(actor.personId);
    if (person === undefined) return refused({ code: 'unknown-person', said: actor.personId });
    if (digestBy === 'mail' && person.preferences?.digestBy !== 'mail' && !hasOwnAddress(person))
      return refused({ code: 'invalid', field: 'digestBy', problem: 'no-own-address' });
    const changed: Person = {
      ...person,
      ...(locale === undefined ? {} : { locale, localeChosen: true }),
      ...(timeZone === undefined ? {} : { timeZone, timeZoneChosen: true }),
      ...(aboutDigest ? { preferences: merged(person.preferences, chosen, deps.clock(), byLink) } : {}),
      updatedAt: deps.clock(),
    };
    await repositories.persons.save(changed);
    // Whatever stopped it before is tried anew, since they ask for it.
    if (aboutDigest || timeZone !== undefined) {
      const now = deps.clock();
      // Who turns it on is told of what comes from now on.
      const wasOff = person.preferences?.digest === 'off';
      await repositories.digestStates.lookAgain(person.id, {
        dueAt: now,
        ...(wasOff ? { coveredUntil: now } : {}),
      });
    }
    await repositories.audit.add(
      auditEntry(deps, actor, 'settings-changed', [`person:${person.id}`], {
        detail: {
          ...(locale === undefined ? {} : { locale }),
          ...(timeZone === undefined ? {} : { timeZone }),
          ...chosen,
        },
      }),
    );
    return { ok: true, person: changed };
  });
}

/** Since when it is off, and how it came to be, is kept for as long as it stays off. */
function merged(
  known: Preferences = {},
  chosen: Omit<Preferences, 'digestOff'>,
  now: Date,
  byLink: boolean | undefined,
): Preferences {
  const { digestOff, ...next } = { ...known, ...chosen };
  if (next.digest !== 'off') return next;
  const turned = { at: now, by: byLink === true ? ('link' as const) : ('choice' as const) };
  const off = known.digest === 'off' ? digestOff : turned;
  return { ...next, ...(off === undefined ? {} : { digestOff: off }) };
}

function isTimeZone(name: string): boolean {
  try {
    return name.length < 64 && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}
