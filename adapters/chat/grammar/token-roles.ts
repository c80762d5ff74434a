import type { Token } from './command-tokens.ts';
import { BECAUSE, BEFORE_BADGE, FOR } from './connectives.ts';

/** Whether the token is a dash or colon that stands alone. */
export function isSeparator(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.folded === '' && /^[\p{Pd}\u2212:=>]+$/u.test(token.raw);
}

/** Whether a reason begins after this token, when a badge has been named by then. */
export function endsBadge(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' && (isSeparator(token) || (token.url === undefined && /[:：]$/u.test(token.raw)))
  );
}

/** Whether a reason begins with this token, when a badge has been named before it. */
export function startsReason(token: Token | undefined): boolean {
  return token?.kind === 'word' && (BECAUSE.has(token.folded) || FOR.has(token.folded));
}

/** Whether the token may stand before a badge without being part of it. */
export function isFiller(token: Token | undefined): boolean {
  return token?.kind === 'word' && (token.folded === '' || BEFORE_BADGE.has(token.folded));
}
