import { endsBadge, startsReason } from './token-roles.ts';
import type { ReviewCommand } from './chat-command.ts';
import type { Token } from './command-tokens.ts';
import { runFrom } from './recipients.ts';

type Decision = NonNullable<ReviewCommand['decision']>;

const DECISIONS: ReadonlyMap<string, Decision> = new Map([
  ...'accept accepted accepteer akkoord goedkeuren goedgekeurd goed approve approved ja yes toekennen'
    .split(' ')
    .map((word) => [word, 'accept'] as const),
  ...'decline declined reject rejected afwijzen afgewezen afkeuren afgekeurd weiger weigeren nee no'
    .split(' ')
    .map((word) => [word, 'decline'] as const),
]);

/**
 * The decision, where one of its words stands first, after the people, before a marked reason, or last; and
 * the tokens without it.
 */
export function takeDecision(tokens: readonly Token[]): { decision?: Decision; rest: readonly Token[] } {
  for (const at of decisionPlaces(tokens)) {
    const token = tokens[at];
    const decision = token?.kind === 'word' ? DECISIONS.get(token.folded) : undefined;
    if (decision !== undefined) return { decision, rest: [...tokens.slice(0, at), ...tokens.slice(at + 1)] };
  }
  return { rest: tokens };
}

function decisionPlaces(tokens: readonly Token[]): number[] {
  const person = tokens.findIndex((token) => token.kind === 'person');
  const marker = tokens.findIndex(
    (token) => token.kind === 'quote' || endsBadge(token) || startsReason(token),
  );
  return [
    0,
    ...(person === -1 ? [] : [runFrom(tokens, person)]),
    ...(marker === -1 ? [] : [marker - 1, marker]),
    tokens.length - 1,
  ];
}
