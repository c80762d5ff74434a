import type { Express, Request, Response } from 'express';
import type { Locale } from '../../domain/localized-text.ts';
import { verifyWords } from '../../i18n/web-verify-messages.ts';
import type { BadgeReading } from '../../ports/credential-reader.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';
import { checkSentence } from './check-words.ts';
import { largestUpload, readUpload } from './read-upload.ts';
import { ReadingPage } from './reading-page.tsx';
import { VerifyPage } from './verify-page.tsx';

/** Each badge may make us fetch a few addresses: enough for a person with a pile of them, too few for a crowd. */
const readingsPerMinute = 30;
/** Files are held in memory while they are read. */
const mostAtOnce = 8;

const tooLarge: BadgeReading = {
  verdict: 'invalid',
  checks: [{ name: 'format', outcome: 'failed', code: 'file-too-large', params: { most: largestUpload } }],
};

/**
 * `/verify`: a badge from anywhere is checked, for people and (by Accept) for programs. Nothing is stored, and nothing
 * of what was sent is written to the log.
 */
export function mountVerify(app: Express, deps: AppDeps): void {
  const { reader } = deps;
  let inHand = 0;
  app.get('/verify', (request, response) => {
    const locale = localeOf(request);
    const { url } = request.query;
    sendVerifyPage(
      deps,
      request,
      response,
      <VerifyPage locale={locale} {...(typeof url === 'string' ? { given: url } : {})} />,
    );
  });
  app.post(
    '/verify',
    limitRate(deps, deps.readingsPerMinute ?? readingsPerMinute),
    async (request, response) => {
      if (reader === undefined) {
        answerProblem(deps, request, response, 'not-found');
        return;
      }
      if (inHand >= mostAtOnce) {
        response.set({ 'Retry-After': '5', Connection: 'close' });
        answerProblem(deps, request, response, 'too-many-requests');
        return;
      }
      inHand += 1;
      try {
        const upload = await readUpload(request);
        if (upload.ok) {
          const { source, recipient } = upload;
          const reading = await reader.readBadge(source, {
            now: deps.clock(),
            ...(recipient === undefined ? {} : { recipient }),
          });
          sendReading(deps, request, response, reading);
        } else if (upload.fault === 'too-large') {
          response.status(413).set('Connection', 'close');
          sendReading(deps, request, response, tooLarge);
        } else if (wantsPage(request)) {
          response.status(400);
          const page = <VerifyPage locale={localeOf(request)} fault={upload.fault} />;
          sendVerifyPage(deps, request, response, page);
        } else answerProblem(deps, request, response, 'bad-request');
      } finally {
        inHand -= 1;
      }
    },
  );
}

function wantsPage(request: Request): boolean {
  return request.accepts(['json', 'html']) === 'html';
}

function sendVerifyPage(
  deps: AppDeps,
  request: Request,
  response: Response,
  body: Parameters<typeof sendPage>[3]['body'],
): void {
  const words = verifyWords(localeOf(request));
  sendPage(deps, request, response, {
    title: words.title,
    description: words.lead,
    section: 'verify',
    cache: request.method === 'GET' ? 'public, max-age=60' : 'no-store',
    ...(request.method === 'GET' ? { openGraph: { title: words.title } } : { robots: 'noindex' as const }),
    body,
  });
}

function sendReading(deps: AppDeps, request: Request, response: Response, reading: BadgeReading): void {
  const locale = localeOf(request);
  if (wantsPage(request)) {
    sendVerifyPage(deps, request, response, <ReadingPage reading={reading} locale={locale} />);
    return;
  }
  response
    .vary('Accept, Accept-Language, Cookie')
    .set({ 'Cache-Control': 'no-store', 'Content-Language': locale })
    .json(inWords(reading, locale));
}

/** The reading without the document, which the asker has, and with each check in a sentence. */
function inWords(reading: BadgeReading, locale: Locale): object {
  const { verdict, checks, version, form, carrier, summary, parts } = reading;
  return {
    verdict,
    checks: checks.map((check) => ({ ...check, text: checkSentence(check, locale) })),
    version,
    form,
    carrier,
    summary,
    parts: parts?.map((part) => inWords(part, locale)),
  };
}
