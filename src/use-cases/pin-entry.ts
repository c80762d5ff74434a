import type { Actor } from '../domain/actor.ts';
import { entryKey, type EntryRef } from '../domain/entry-ref.ts';
import { mostPinned, type Person } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { chosenOf } from './share-passport.ts';
import { showPassport } from './show-passport.ts';

const unknown = {
  award: 'unknown-award',
  experience: 'unknown-experience',
  import: 'unknown-imported',
} as const;

/**
 * Puts an entry of the actor's own passport above the others, below those that stand there already, or back among
 * them. What is no longer in the passport, or is hidden, gives up its place. Refused: `unknown-award`, `unknown-experience`
 * or `unknown-imported` for what is not in it or is hidden; `invalid` (`pinned`, `too-long`) when `mostPinned` stand there.
 */
export async function pinEntry(
  deps: { readonly store: Store; readonly clock: Clock },
  command: { readonly actor: Actor; readonly entry: EntryRef; readonly pinned: boolean },
): Promise<Outcome<object>> {
  const { actor, entry } = command;
  return deps.store.transact(async (repositories) => {
    const person = await repositories.persons.find(actor.personId);
    const shown = await showPassport(
      { store: repositories, clock: deps.clock },
      { personId: actor.personId },
    );
    if (person === undefined || !shown.ok) return refused({ code: 'unknown-person', said: actor.personId });
    const isShown = (ref: EntryRef) => Object.values(chosenOf(shown.passport, [ref])).flat().length > 0;
    const others = (person.pinned ?? []).filter((ref) => entryKey(ref) !== entryKey(entry) && isShown(ref));
    if (command.pinned && !isShown(entry)) return refused({ code: unknown[entry.kind] });
    if (command.pinned && others.length >= mostPinned)
      return refused({ code: 'invalid', field: 'pinned', problem: 'too-long' });
    const pinned = command.pinned ? [...others, entry] : others;
    const { pinned: _, ...rest } = person;
    const changed: Person = {
      ...rest,
      ...(pinned.length === 0 ? {} : { pinned }),
      updatedAt: deps.clock(),
    };
    await repositories.persons.save(changed);
    return { ok: true };
  });
}
