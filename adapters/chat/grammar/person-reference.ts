/**
 * Somebody the text refers to.
 * - `mentioned`: the platform resolved them; `id` is the platform's user id.
 * - `group`: a user group the platform resolved; the adapter expands it to its members.
 * - `named`: typed as `@Jan de Vries` or as an e-mail address and not resolved by the platform. `name` is
 *   the most plausible reading, `candidates` every possible one, longest first. Look the candidates up and
 *   parse again what `withKnownPeople` gives: then the words that belong to
 *   the name are settled, and so are those that are left for the badge and the reason.
 */
export type PersonReference =
  | { kind: 'mentioned'; id: string; label?: string }
  | { kind: 'group'; id: string; label?: string }
  | NamedPerson;

export interface NamedPerson {
  kind: 'named';
  name: string;
  candidates: readonly string[];
}

/** Who is referred to, each person once, in the order typed. */
export interface Mentions {
  /** Those the command is about: who receives, is nominated, whose passport. */
  people: readonly PersonReference[];
  /**
   * Those who were mentioned elsewhere, such as in the reason. Nothing may be awarded to them unasked: when
   * `people` is empty, offer them as the prefilled choice of a form.
   */
  alsoMentioned: readonly PersonReference[];
}
