import type { Express } from 'express';
import { isSlug } from '../../domain/badge.ts';
import { inLocale } from '../../domain/localized-text.ts';
import { listBadges } from '../../use-cases/list-badges.ts';
import { issuerKeys } from '../../use-cases/issuer-keys.ts';
import { answerProblem } from '../answer-problem.tsx';
import { groupBy } from '../group-by.ts';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { issuerPicture } from '../pictures/picture-address.ts';
import { localeOf } from '../request-locale.ts';
import { oembedAddress } from '../sharing/oembed-routes.ts';
import { openGraphCard } from '../sharing/open-graph-card.ts';
import { answeredType, jsonTypes, sendJson } from '../send-json.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';
import { IssuerPage } from './issuer-page.tsx';

/** Short enough that a new key is found before the first badge that it signed is looked at by many. */
const cache = 'public, max-age=60';
/** Always asked for anew (with its ETag): a credential signed with a new key must verify from its first moment. */
const keyCache = 'public, no-cache';

/** `/issuers/:slug` as page and OB 3.0 Profile, its keys as DID document, and all keys as JWK Set. */
export function mountIssuers(app: Express, deps: AppDeps): void {
  app.get('/issuers/:slug', async (request, response) => {
    response.vary('Accept');
    const type = request.accepts(['html', ...jsonTypes.linkedData]);
    if (type === false) {
      answerProblem(deps, request, response, 'not-acceptable');
      return;
    }
    const issuer = await issuerOf(deps, pathPart(request, 'slug'));
    if (issuer === undefined) {
      answerProblem(deps, request, response, 'unknown-issuer');
      return;
    }
    const url = `${deps.publicUrl}/issuers/${issuer.slug}`;
    response.set('Link', `<${url}>; rel="canonical", <${url}>; rel="alternate"; type="application/ld+json"`);
    if (type !== 'html') {
      sendJson(response, deps.signer.issuerProfile(issuer, deps.publicUrl), {
        type: answeredType(type, 'application/ld+json'),
        cache,
      });
      return;
    }
    const locale = localeOf(request);
    const name = inLocale(issuer.name, locale);
    sendPage(deps, request, response, {
      title: name,
      description: inLocale(issuer.description, locale),
      openGraph: openGraphCard(deps, {
        path: `/issuers/${issuer.slug}`,
        title: name,
        alt: name,
        locale,
        picture: issuerPicture(issuer),
      }),
      alternates: [
        { href: url, type: 'application/ld+json' },
        { href: oembedAddress(deps.publicUrl, url), type: 'application/json+oembed' },
      ],
      cache,
      body: (
        <IssuerPage
          issuer={issuer}
          listed={await listBadges(deps, { issuerSlug: issuer.slug })}
          locale={locale}
        />
      ),
    });
  });
  app.get('/issuers/:slug/did.json', limitRate(deps), async (request, response) => {
    const issuer = await issuerOf(deps, pathPart(request, 'slug'));
    if (issuer === undefined) {
      answerProblem(deps, request, response, 'unknown-issuer');
      return;
    }
    const keys = await issuerKeys(deps, issuer.id);
    const type = answeredType(
      request.accepts(['application/did+ld+json', 'application/did+json', 'application/json']),
      'application/did+ld+json',
    );
    response.vary('Accept');
    sendJson(response, deps.signer.issuerDocument(issuer, keys, deps.publicUrl), { type, cache: keyCache });
  });
  app.get('/.well-known/jwks.json', async (_request, response) => {
    const [issuers, keys] = await Promise.all([deps.store.issuers.list(), deps.store.issuerKeys.all()]);
    const byIssuer = groupBy(keys, ({ issuerId }) => issuerId);
    const sets = issuers.map((issuer) => ({ issuer, keys: byIssuer.get(issuer.id) ?? [] }));
    sendJson(response, deps.signer.jwks(sets, deps.publicUrl), {
      type: 'application/jwk-set+json',
      cache: keyCache,
    });
  });
}

async function issuerOf(deps: AppDeps, slug: string) {
  return isSlug(slug) ? deps.store.issuers.findBySlug(slug) : undefined;
}
