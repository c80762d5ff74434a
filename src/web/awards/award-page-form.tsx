import { inLocale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { showAward } from '../../use-cases/show-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { shareWords } from '../../i18n/web-share-messages.ts';
import { localeOf } from '../request-locale.ts';
import { oembedAddress } from '../sharing/oembed-routes.ts';
import { openGraphCard } from '../sharing/open-graph-card.ts';
import { awardStructuredData } from '../sharing/structured-data.ts';
import { snapshotPicture } from '../pictures/picture-address.ts';
import { sessionToken } from '../session/session-cookie.ts';
import { visitOf } from '../session/signed-in-pages.ts';
import { sendPage } from '../send-page.tsx';
import { awardLinks, type AwardForm } from './award-form.ts';
import { AwardPage } from './award-page.tsx';
import { checkAward } from './check-award.ts';

/** The page for people, in their language. */
export const awardPageForm: AwardForm = {
  types: ['html'],
  async serve(deps, request, response, awardId) {
    const viewer =
      sessionToken(request, deps) === undefined ? undefined : await visitOf(deps, request, response);
    const shown = await showAward(deps, {
      awardId,
      ...(viewer === undefined ? {} : { viewer: viewer.personId }),
    });
    if (!shown.ok) {
      answerProblem(deps, request, response, shown.refusal.code);
      return;
    }
    const { award } = shown;
    const checked = await checkAward(deps, award);
    const locale = localeOf(request);
    const words = webWords(locale);
    const share = shareWords(locale);
    const title = inLocale(award.badge.title, locale);
    const issuer = inLocale(award.badge.issuerName, locale);
    const { holderName } = award;
    const headline = holderName === undefined ? title : words.awardTitle(title, holderName);
    const url = `${deps.publicUrl}/awards/${award.id}`;
    const structuredData = awardStructuredData(award, locale, deps.publicUrl);
    response.set('Link', awardLinks(deps.publicUrl, award.id, award.badge.slug));
    sendPage(deps, request, response, {
      title: headline,
      description:
        holderName === undefined
          ? words.awardDescriptionPrivate(title, issuer)
          : words.awardDescription(title, issuer, holderName),
      ...(award.published
        ? {
            openGraph: openGraphCard(deps, {
              path: `/awards/${award.id}`,
              title: headline,
              alt:
                holderName === undefined
                  ? share.cardAlt(title, issuer)
                  : share.cardAltHolder(title, issuer, holderName),
              locale,
              picture: snapshotPicture(award.badge),
            }),
          }
        : { robots: 'noindex' as const }),
      ...(structuredData === undefined ? {} : { structuredData }),
      alternates: [
        ...(checked.signature === undefined ? [] : [{ href: `${url}.json`, type: 'application/vc+ld+json' }]),
        ...(award.published
          ? [{ href: oembedAddress(deps.publicUrl, url), type: 'application/json+oembed' }]
          : []),
      ],
      // What only the holder sees is nobody else's, also not at the next look from the same machine.
      cache: award.own ? 'private, no-store' : award.published ? 'public, no-cache' : 'private, no-cache',
      body: <AwardPage award={award} checked={checked} locale={locale} publicUrl={deps.publicUrl} />,
    });
  },
};
