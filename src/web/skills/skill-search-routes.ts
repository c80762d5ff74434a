import type { Express } from 'express';
import { inLocale, locales } from '../../domain/localized-text.ts';
import { searchSkills } from '../../use-cases/search-skills.ts';
import { limitRate } from '../limit-rate.ts';
import { localeOf } from '../request-locale.ts';
import type { AppDeps } from '../web-deps.ts';

/** Somebody types a few letters a second; a class behind one address does so together. */
const searchesPerMinute = 1200;

/**
 * `GET /skills.json?q=…&lang=nl`: at most ten skills that somebody may mean by what they typed so far, as
 * `{ skills: [{ name, framework, url }] }`. The same for everybody, so that it may be kept for a while.
 */
export function mountSkillSearch(app: Express, deps: AppDeps): void {
  app.get('/skills.json', limitRate(deps, searchesPerMinute), async (request, response) => {
    const { q, lang } = request.query;
    const asked = locales.find((known) => known === lang);
    const locale = asked ?? localeOf(request);
    const found = await searchSkills(deps, { typed: typeof q === 'string' ? q : '', locale });
    response
      .set({
        'Cache-Control': asked === undefined ? 'private, max-age=60' : 'public, max-age=60',
        'Content-Language': locale,
        'X-Robots-Tag': 'noindex',
      })
      .json({
        skills: found.map(({ name, framework, url }) => ({ name: inLocale(name, locale), framework, url })),
      });
  });
}
