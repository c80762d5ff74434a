import { createHash } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { isSlug } from '../../domain/badge.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { shareWords } from '../../i18n/web-share-messages.ts';
import type { DrawPicture } from '../../ports/draw-picture.ts';
import { showAward } from '../../use-cases/show-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { localeOf } from '../request-locale.ts';
import type { AppDeps } from '../web-deps.ts';
import { cardNeedsSystemFonts, cardSize, cardSvg, type Card } from './card-drawing.ts';

/** Pictures of about 60 kB each. */
const mostKept = 200;

type Wanted = { readonly card: Card; readonly pictureId?: string; readonly cache: string };

/**
 * `/awards/:id/card.png`, `/badges/:slug/card.png` and `/issuers/:slug/card.png`: what a link to the page looks like
 * where it is shared. A drawing is kept by all that it shows, so that what changed is drawn anew at once; the learner's
 * name is on it only while the award is published.
 */
export function mountCards(app: Express, deps: AppDeps): void {
  const { draw } = deps;
  if (draw === undefined) return;
  const limit = limitRate(deps);
  const drawn = keptDrawings(draw);
  const send = async (request: Request, response: Response, wanted: Wanted | undefined) => {
    if (wanted === undefined) {
      answerProblem(deps, request, response, 'not-found');
      return;
    }
    const { card, pictureId, cache } = wanted;
    const key = createHash('sha256')
      .update(JSON.stringify([card, pictureId]))
      .digest('base64url');
    response
      .vary('Accept-Language, Cookie')
      .set({
        ETag: `"${key}"`,
        'Cache-Control': cache,
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Access-Control-Allow-Origin': '*',
      })
      .type('image/png');
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const png = await drawn(
      key,
      async () => {
        const file = pictureId === undefined ? undefined : await deps.store.files.get(pictureId);
        return cardSvg(card, file?.bytes);
      },
      cardNeedsSystemFonts(card),
    );
    response.send(png);
  };
  app.get('/awards/:id/card.png', limit, async (request, response) => {
    await send(request, response, await awardCard(deps, pathPart(request, 'id'), localeOf(request)));
  });
  app.get('/badges/:slug/card.png', limit, async (request, response) => {
    await send(request, response, await badgeCard(deps, pathPart(request, 'slug'), localeOf(request)));
  });
  app.get('/issuers/:slug/card.png', limit, async (request, response) => {
    await send(request, response, await issuerCard(deps, pathPart(request, 'slug'), localeOf(request)));
  });
}

/** Each drawing is made once, also when many ask at the same moment; those asked for last are kept. */
function keptDrawings(draw: DrawPicture) {
  const kept = new Map<string, Promise<Buffer>>();
  return async (key: string, svg: () => Promise<string>, system: boolean): Promise<Buffer> => {
    const known = kept.get(key);
    const drawing =
      known ??
      (async () => {
        const bytes = Buffer.from(await svg(), 'utf8');
        return Buffer.from(await draw(bytes, cardSize.width, { fonts: system ? 'system' : 'bundled' }));
      })();
    kept.delete(key);
    kept.set(key, drawing);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    try {
      return await drawing;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}

function frame(deps: AppDeps, locale: Locale) {
  return { community: inLocale(deps.community.name, locale), host: new URL(deps.publicUrl).host };
}

async function awardCard(deps: AppDeps, awardId: string, locale: Locale): Promise<Wanted | undefined> {
  const shown = await showAward(deps, { awardId });
  if (!shown.ok) return undefined;
  const { badge, awardedAt, standing, published, holderName } = shown.award;
  const words = shareWords(locale);
  const warning = words.cardStanding[standing];
  return {
    card: {
      kind: words.cardBadge,
      title: inLocale(badge.title, locale),
      by: inLocale(badge.issuerName, locale),
      ...(holderName === undefined ? {} : { fact: { label: words.cardAwarded, text: holderName } }),
      date: words.cardDate(awardedAt),
      ...(warning === '' ? {} : { warning }),
      ...frame(deps, locale),
    },
    pictureId: badge.image.png.id,
    cache: published ? 'public, no-cache' : 'private, no-cache',
  };
}

async function badgeCard(deps: AppDeps, slug: string, locale: Locale): Promise<Wanted | undefined> {
  const badge = isSlug(slug) ? await deps.store.badges.findBySlug(slug) : undefined;
  const issuer = badge === undefined ? undefined : await deps.store.issuers.find(badge.issuerId);
  if (badge === undefined || issuer === undefined) return undefined;
  return {
    card: {
      kind: shareWords(locale).cardBadge,
      title: inLocale(badge.title, locale),
      by: inLocale(issuer.name, locale),
      ...frame(deps, locale),
    },
    pictureId: badge.image.png.id,
    cache: 'public, max-age=300',
  };
}

async function issuerCard(deps: AppDeps, slug: string, locale: Locale): Promise<Wanted | undefined> {
  const issuer = isSlug(slug) ? await deps.store.issuers.findBySlug(slug) : undefined;
  if (issuer === undefined) return undefined;
  return {
    card: {
      kind: shareWords(locale).cardIssuer,
      title: inLocale(issuer.name, locale),
      ...frame(deps, locale),
    },
    ...(issuer.image === undefined ? {} : { pictureId: issuer.image.png.id }),
    cache: 'public, max-age=300',
  };
}
