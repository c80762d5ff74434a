import { type BadgePhrase, phraseFrom } from './badge-phrase.ts';
import type { Token } from './command-tokens.ts';
import type { KnownBadge } from './known-badge.ts';
import { readRecipients, type Recipients } from './recipients.ts';
import { resolveBadge } from './resolve-badge.ts';

/** Whom and which badge a command is about. */
export interface Subject extends Recipients {
  badge: BadgePhrase | undefined;
}

/**
 * The people and the badge that the tokens name. The catalogue, where the caller gives it, settles which
 * mentions follow a title and which stand in a reason.
 */
export function readSubject(
  source: string,
  tokens: readonly Token[],
  badges: readonly KnownBadge[] | undefined,
): Subject {
  const recipients = readRecipients(tokens, (title) => {
    const phrase = phraseFrom(source, [], title);
    if (badges === undefined || phrase === undefined) return false;
    const resolved = resolveBadge(phrase, badges);
    return resolved.ok && resolved.reason === undefined;
  });
  return { ...recipients, badge: phraseFrom(source, recipients.before, recipients.after) };
}
