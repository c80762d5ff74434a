import { inLocale, type Locale } from '../../../src/domain/localized-text.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';

/** A refusal in words, exhaustively: a new code does not compile until it has them. */
export function refusalWords(refusal: Refusal, locale: Locale): string {
  const m = chatWords(locale);
  const title = (badge: { title: Parameters<typeof inLocale>[0] }) => inLocale(badge.title, locale);
  switch (refusal.code) {
    case 'unknown-badge':
    case 'unknown-issuer':
    case 'unknown-person':
      return m.refusals[refusal.code]({ said: refusal.said });
    case 'ambiguous-person':
      return m.refusals[refusal.code](refusal);
    case 'badge-retired':
    case 'already-nominated':
    case 'review-required':
    case 'evidence-required':
    case 'not-nominatable':
    case 'not-held':
    case 'own-badge':
    case 'not-nominated':
      return m.refusals[refusal.code]({ badge: title(refusal.badge) });
    case 'comes-by-itself':
      return m.refusals[refusal.code]({
        badge: title(refusal.badge),
        parts: refusal.parts.map((part) => title(part) || part.slug),
      });
    case 'already-held':
      return m.refusals[refusal.code]({ badge: title(refusal.badge), since: refusal.since });
    case 'not-allowed':
      return m.refusals[refusal.code]({
        role: m.roles[refusal.need],
        issuer: inLocale(refusal.issuerName, locale),
        mayNominate: refusal.mayNominate,
      });
    case 'too-many-recipients':
      return m.refusals[refusal.code]({ most: refusal.most });
    case 'nomination-closed':
      return m.refusals[refusal.code]({ status: m.nominationStatus[refusal.status] });
    case 'slug-taken':
      return m.refusals[refusal.code]({ slug: refusal.slug });
    case 'invalid':
      return m.refusals[refusal.code]({ field: refusal.field, problem: m.problems[refusal.problem] });
    default:
      return m.refusals[refusal.code]();
  }
}
