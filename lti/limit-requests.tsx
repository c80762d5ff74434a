import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ltiWords } from '../src/i18n/lti-messages.ts';
import { browserLocale } from './browser-locale.ts';
import { NoticePage } from './pages/step-pages.tsx';
import { sendLtiPage } from './send-lti-page.tsx';

export type LtiLimits = {
  /** Logins and launches together; a whole school may stand behind one address at the start of the day. */
  readonly launches: number;
  /** Each has us fetch from an address that somebody names. */
  readonly registrations: number;
  /** Codes typed over and mailed, so that nobody guesses or floods a mailbox. */
  readonly codes: number;
  /** Pages of the tool. */
  readonly pages: number;
};

const usual: LtiLimits = { launches: 6000, registrations: 20, codes: 60, pages: 6000 };

/**
 * Holds back an address that asks more than people do. Counted by each instance for itself: it is there to spare the
 * machine and the platforms, not to keep accounts.
 */
export function limitRequests(
  deps: { readonly limits?: Partial<LtiLimits> },
  kind: keyof LtiLimits,
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: deps.limits?.[kind] ?? usual[kind],
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler(request, response) {
      const locale = browserLocale(request);
      const words = ltiWords(locale);
      sendLtiPage(response, {
        locale,
        title: words.tooManyTitle,
        status: 429,
        body: <NoticePage title={words.tooManyTitle} text={words.tooMany} />,
        framedBy: 'anybody',
      });
    },
  });
}
