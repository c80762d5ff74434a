import type { Response } from 'express';
import type { Locale } from '../domain/localized-text.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import { webProblemWords } from '../i18n/web-problem-messages.ts';

/** What goes wrong at this edge itself, before or beside any use-case. */
export type EdgeCode =
  | 'not-found'
  | 'not-acceptable'
  | 'method-not-allowed'
  | 'bad-request'
  | 'too-large'
  | 'signed-out'
  | 'form-outdated'
  | 'too-many-requests'
  | 'store-unavailable'
  | 'internal-error';

export type ProblemCode = RefusalCode | EdgeCode;

/** The one place where a code becomes an HTTP status; a new code does not compile until it has one. */
const statuses: Readonly<Record<ProblemCode, number>> = {
  'unknown-badge': 404,
  'badge-retired': 409,
  'unknown-person': 404,
  'ambiguous-person': 409,
  'not-allowed': 403,
  'not-yours': 403,
  'own-award': 403,
  'own-nomination': 403,
  outsider: 403,
  guest: 403,
  'recipient-is-bot': 422,
  'recipient-gone': 409,
  'recipient-erased': 410,
  'no-recipients': 422,
  'too-many-recipients': 422,
  'already-held': 409,
  'already-nominated': 409,
  'review-required': 409,
  'evidence-required': 422,
  'not-nominatable': 409,
  'cannot-be-asked': 409,
  'comes-by-itself': 409,
  'unknown-award': 404,
  'empty-passport': 404,
  'unknown-backpack': 404,
  'award-erased': 410,
  'award-revoked': 409,
  'award-not-active': 409,
  'award-not-suspended': 409,
  'unknown-nomination': 404,
  'nomination-closed': 409,
  'already-endorsed': 409,
  'unknown-evidence': 404,
  'unknown-experience': 404,
  'unknown-share': 404,
  'last-identity': 409,
  'own-person': 409,
  'person-is-owner': 403,
  'person-of-others': 403,
  'recovery-void': 410,
  'nothing-chosen': 422,
  'unknown-issuer': 404,
  'unknown-role-grant': 404,
  'last-owner': 409,
  'slug-taken': 409,
  'identity-taken': 409,
  'identity-not-vouched': 403,
  'mail-off': 503,
  'wrong-code': 422,
  'not-held': 409,
  'not-nominated': 409,
  'own-badge': 409,
  'unknown-endorsement': 404,
  'badge-not-right': 422,
  'address-unconfirmed': 409,
  'awarded-here': 409,
  'too-many-imported': 409,
  'unknown-imported': 404,
  'changed-meanwhile': 409,
  'reason-required': 422,
  invalid: 422,
  'not-found': 404,
  'not-acceptable': 406,
  'method-not-allowed': 405,
  'bad-request': 400,
  'too-large': 413,
  'signed-out': 401,
  'form-outdated': 403,
  'too-many-requests': 429,
  'store-unavailable': 503,
  'internal-error': 500,
};

export function statusOf(code: ProblemCode): number {
  return statuses[code];
}

/** The problem in words for people; exhaustive, since the messages must have every code. */
export function problemTitle(code: ProblemCode, locale: Locale): string {
  const words: Readonly<Record<ProblemCode, string>> = webProblemWords(locale);
  return words[code];
}

/** Answers with problem details (RFC 9457); `code` is stable, `title` is in the asked language. */
export function sendProblem(
  response: Response,
  code: ProblemCode,
  locale: Locale,
  extra: { readonly id?: string } = {},
): void {
  const status = statusOf(code);
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Content-Language': locale })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:speldje:problem:${code}`,
        title: problemTitle(code, locale),
        status,
        code,
        ...extra,
      }),
    );
}
