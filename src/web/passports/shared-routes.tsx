import type { Express, Request, Response } from 'express';
import { shareWords } from '../../i18n/web-shared-passport-messages.ts';
import { showShare, type ShareRefusal } from '../../use-cases/show-share.ts';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import { visitOf } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { passportPdf } from './passport-pdf.ts';
import { pictureReader } from './picture-reader.ts';
import { SharedPage, titleOf } from './shared-page.tsx';

/** Programs that look at a link so that it can be shown, and programs that collect pages: nobody reads along. */
const nobody =
  /bot|crawl|spider|preview|slack|teams|whatsapp|facebookexternalhit|telegram|discord|curl|wget|python/iu;

/** `/passports/:token`: what a learner shares with whoever has the link. Kept by nobody, so that it ends at once. */
export function mountShared(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  app.get('/passports/:token', limit, async (request, response) => {
    const token = pathPart(request, 'token');
    const shared = await showShare(deps, { token });
    if (!shared.ok) {
      sendNothing(deps, request, response, shared.refusal);
      return;
    }
    if (await isRead(deps, request, response, shared.passport.person.id))
      await deps.store.shares.countView(token);
    const locale = localeOf(request);
    sendPage(deps, request, response, {
      title: titleOf(shared, locale),
      robots: 'noindex',
      cache: 'no-store',
      body: <SharedPage shared={shared} locale={locale} now={deps.clock()} />,
    });
  });
  app.get('/passports/:token/passport.pdf', limit, async (request, response) => {
    const token = pathPart(request, 'token');
    const shared = await showShare(deps, { token });
    if (!shared.ok) {
      sendNothing(deps, request, response, shared.refusal);
      return;
    }
    const pdf = await passportPdf({
      passport: shared.passport,
      locale: localeOf(request),
      now: deps.clock(),
      publicUrl: deps.publicUrl,
      address: `${deps.publicUrl}/passports/${token}`,
      pictureOf: pictureReader(deps),
    });
    sendPdf(response, pdf);
  });
  app.get('/passports/:token/pictures/:name', limit, async (request, response) => {
    const shared = await showShare(deps, { token: pathPart(request, 'token') });
    const name = pathPart(request, 'name');
    const imported = shared.ok
      ? shared.passport.imported.find(({ id, hasPicture }) => hasPicture && `${id}.png` === name)
      : undefined;
    const content =
      imported === undefined ? undefined : await deps.store.importedCredentials.content(imported.id);
    response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    if (content?.picture === undefined) response.status(404).end();
    else response.type('png').send(Buffer.from(content.picture));
  });
}

export function sendPdf(response: Response, pdf: Uint8Array): void {
  response
    .set({
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
      'Content-Disposition': 'inline; filename="skillspaspoort.pdf"',
    })
    .type('pdf')
    .send(Buffer.from(pdf));
}

/** A person other than the learner opened it; what browsers fetch ahead, and machines, do not count. */
async function isRead(deps: AppDeps, request: Request, response: Response, owner: string): Promise<boolean> {
  if (request.method !== 'GET' || nobody.test(request.get('user-agent') ?? 'bot')) return false;
  if (
    /prefetch|prerender|preview/iu.test(`${request.get('purpose') ?? ''} ${request.get('sec-purpose') ?? ''}`)
  )
    return false;
  return (await visitOf(deps, request, response))?.personId !== owner;
}

export function sendNothing(
  deps: AppDeps,
  request: Request,
  response: Response,
  { code }: ShareRefusal,
): void {
  const words = shareWords(localeOf(request));
  const [status, title, text] =
    code === 'share-ended'
      ? ([410, words.endedTitle, words.endedText] as const)
      : ([404, words.unknownTitle, words.unknownText] as const);
  response.status(status);
  sendPage(deps, request, response, {
    title,
    robots: 'noindex',
    cache: 'no-store',
    body: (
      <section class="notice">
        <h1>{title}</h1>
        <p>{text}</p>
      </section>
    ),
  });
}
