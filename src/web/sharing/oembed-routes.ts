import type { Express } from 'express';
import * as z from 'zod';
import { inLocale } from '../../domain/localized-text.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { localeOf } from '../request-locale.ts';
import { sendJson } from '../send-json.ts';
import type { AppDeps } from '../web-deps.ts';
import { cardSize } from './card-drawing.ts';
import { sharedThing } from './shared-thing.ts';
import { parseUrl } from '../../domain/parse-url.ts';

const side = z.coerce.number().int().min(1).optional().catch(undefined);
const queryShape = z.object({
  url: z.string().max(2000),
  format: z.enum(['json', 'xml']).default('json'),
  maxwidth: side,
  maxheight: side,
});

/** Where `/oembed` is asked about one of our pages. */
export function oembedAddress(publicUrl: string, url: string): string {
  return `${publicUrl}/oembed?url=${encodeURIComponent(url)}`;
}

/**
 * `/oembed` (oEmbed 1.0): a page of ours as others embed it, a linked picture without a script or a frame. XML is not
 * spoken (501); an award that is not published is private (401).
 */
export function mountOembed(app: Express, deps: AppDeps): void {
  app.get('/oembed', limitRate(deps), async (request, response) => {
    const query = queryShape.safeParse(request.query);
    const asked = query.success ? parseUrl(query.data.url) : undefined;
    if (!query.success || asked === undefined) {
      answerProblem(deps, request, response, 'bad-request');
      return;
    }
    const { format, maxwidth, maxheight } = query.data;
    if (format === 'xml') {
      response.status(501).set('Cache-Control', 'no-store').type('text/plain').send('format=json');
      return;
    }
    const locale = asked.searchParams.get('lang') === 'en' ? 'en' : localeOf(request);
    const thing = await sharedThing(deps, asked, locale);
    if (thing === undefined) {
      answerProblem(deps, request, response, 'not-found');
      return;
    }
    if (thing === 'private') {
      response.status(401).set('Cache-Control', 'no-store').end();
      return;
    }
    const scale = Math.min(
      1,
      (maxwidth ?? cardSize.width) / cardSize.width,
      (maxheight ?? cardSize.height) / cardSize.height,
    );
    const width = Math.max(1, Math.floor(cardSize.width * scale));
    const height = Math.max(1, Math.floor(cardSize.height * scale));
    response.vary('Accept-Language, Cookie');
    sendJson(
      response,
      {
        version: '1.0',
        type: 'rich',
        title: thing.title,
        author_name: thing.issuer.name,
        author_url: thing.issuer.url,
        provider_name: inLocale(deps.community.name, locale),
        provider_url: deps.publicUrl,
        thumbnail_url: thing.card,
        thumbnail_width: cardSize.width,
        thumbnail_height: cardSize.height,
        width,
        height,
        html: `<a href="${escaped(thing.url)}"><img src="${escaped(thing.card)}" width="${width}" height="${height}" alt="${escaped(thing.alt)}"></a>`,
      },
      // The learner may take back what they published.
      { type: 'application/json', cache: 'public, no-cache' },
    );
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
