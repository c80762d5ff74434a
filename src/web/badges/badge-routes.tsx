import type { Express } from 'express';
import { isSlug, snapshotOf } from '../../domain/badge.ts';
import { inLocale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { shareWords } from '../../i18n/web-share-messages.ts';
import { listBadges } from '../../use-cases/list-badges.ts';
import { signedEndorsementsOf } from '../../use-cases/signed-endorsements.ts';
import { showBadge } from '../../use-cases/show-badge.ts';
import { answerProblem } from '../answer-problem.tsx';
import { badgePicture } from '../pictures/picture-address.ts';
import { localeOf } from '../request-locale.ts';
import { oembedAddress } from '../sharing/oembed-routes.ts';
import { openGraphCard } from '../sharing/open-graph-card.ts';
import { badgeStructuredData } from '../sharing/structured-data.ts';
import { answeredType, jsonTypes, sendJson } from '../send-json.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';
import { BadgePage } from './badge-page.tsx';
import { BadgesPage } from './badges-page.tsx';

/** The contexts that an Achievement is read by (OB 3.0 §8.1). */
const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
];

/** Badges change seldom; a cache in front may answer for a minute. */
const cache = 'public, max-age=60';

/** `/badges` and `/badges/:slug`, the latter as OB 3.0 Achievement too. */
export function mountBadges(app: Express, deps: AppDeps): void {
  app.get('/badges', async (request, response) => {
    const locale = localeOf(request);
    const words = webWords(locale);
    const listed = await listBadges(deps, {});
    sendPage(deps, request, response, {
      title: words.badgesTitle,
      description: words.badgesLead,
      section: 'badges',
      openGraph: { title: words.badgesTitle },
      cache,
      body: <BadgesPage listed={listed} locale={locale} />,
    });
  });
  app.get('/badges/:slug', async (request, response) => {
    const { slug } = request.params;
    response.vary('Accept');
    const type = request.accepts(['html', ...jsonTypes.linkedData]);
    if (type === false) {
      answerProblem(deps, request, response, 'not-acceptable');
      return;
    }
    const shown = await showBadge(deps, { slug: isSlug(slug) ? slug : '' });
    if (!shown.ok) {
      answerProblem(deps, request, response, shown.refusal.code);
      return;
    }
    const { badge, issuer } = shown;
    const url = `${deps.publicUrl}/badges/${badge.slug}`;
    response.set('Link', `<${url}>; rel="canonical", <${url}>; rel="alternate"; type="application/ld+json"`);
    if (type !== 'html') {
      const achievement = deps.achievementOf(snapshotOf(badge, issuer), deps.publicUrl);
      const endorsement = await signedEndorsementsOf(deps, { kind: 'badge', slug: badge.slug });
      sendJson(
        response,
        { '@context': contexts, ...achievement, ...(endorsement.length === 0 ? {} : { endorsement }) },
        { type: answeredType(type, 'application/ld+json'), cache },
      );
      return;
    }
    const locale = localeOf(request);
    const title = inLocale(badge.title, locale);
    const issuerName = inLocale(issuer.name, locale);
    sendPage(deps, request, response, {
      title,
      description: inLocale(badge.description, locale),
      section: 'badges',
      openGraph: openGraphCard(deps, {
        path: `/badges/${badge.slug}`,
        title,
        alt: shareWords(locale).cardAlt(title, issuerName),
        locale,
        picture: badgePicture(badge),
      }),
      structuredData: badgeStructuredData(
        badge,
        { slug: issuer.slug, name: issuerName },
        locale,
        deps.publicUrl,
      ),
      alternates: [
        { href: url, type: 'application/ld+json' },
        { href: oembedAddress(deps.publicUrl, url), type: 'application/json+oembed' },
      ],
      cache,
      body: <BadgePage shown={shown} locale={locale} />,
    });
  });
}
