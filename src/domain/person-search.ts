import { foldText, withoutMarks } from './fold-text.ts';
import type { Person } from './person.ts';

/** By what a person is found and in which order they are listed; all of it folded. */
export type PersonTerms = {
  /** The words of their name, and their addresses whole. */
  readonly terms: readonly string[];
  readonly order: string;
};

/** Nobody is found by less: one letter stands for a tenth of everybody. */
const shortest = 2;
const mostSought = 6;

/** Nobody who lives on as another is found. */
export function termsOf(person: Person): PersonTerms {
  const order = foldText(person.name ?? '');
  if (person.mergedInto !== undefined) return { terms: [], order };
  const addresses = person.identities.flatMap(({ identity }) =>
    identity.kind === 'email' ? [withoutMarks(identity.address)] : [],
  );
  return { terms: [...new Set([...order.split(' ').filter((word) => word !== ''), ...addresses])], order };
}

/** The beginnings of terms that a person must have, all of them; none when too little was typed. */
export function termsSought(typed: string): readonly string[] {
  const sought = typed
    .split(/\s+/u)
    .flatMap((part) => (part.includes('@') ? [withoutMarks(part)] : foldText(part).split(' ')))
    .filter((term) => term !== '')
    // The longest bounds what is looked at.
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostSought);
  return (sought[0]?.length ?? 0) < shortest ? [] : sought;
}
