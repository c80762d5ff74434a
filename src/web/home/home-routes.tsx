import type { Express } from 'express';
import { inLocale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { listBadges } from '../../use-cases/list-badges.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';
import { HomePage } from './home-page.tsx';

/** `/`: what this is, who takes part, and what can be earned. */
export function mountHome(app: Express, deps: AppDeps): void {
  app.get('/', async (request, response) => {
    const locale = localeOf(request);
    const [listed, issuers] = await Promise.all([listBadges(deps, {}), deps.store.issuers.list()]);
    const name = inLocale(deps.community.name, locale);
    sendPage(deps, request, response, {
      title: name,
      description: inLocale(deps.community.description ?? {}, locale) || webWords(locale).homeLead,
      section: 'home',
      openGraph: { title: name },
      cache: 'public, max-age=60',
      body: <HomePage community={deps.community} listed={listed} issuers={issuers} locale={locale} />,
    });
  });
}
