import type { Outcome } from '../domain/refusal.ts';
import { CliFault } from './cli-fault.ts';
import type { Composition } from './compose.ts';
import { refusalWords } from './refusal-words.ts';
import type { Terminal } from './terminal.ts';

/** What every command of the command line works with. */
export type CommandContext = {
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Connects, does the work, and lets go of the connection whatever happens. Throws CliFault. */
  composed<T>(work: (composition: Composition) => Promise<T>): Promise<T>;
};

/** The outcome of a use-case that did what was asked; throws CliFault with its refusal in words otherwise. */
export function done<T>(outcome: Outcome<T>): { readonly ok: true } & T {
  if (!outcome.ok) throw new CliFault(1, [refusalWords(outcome.refusal)]);
  return outcome;
}

/** A result as one JSON document. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
