import { inLocale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { showAward } from '../../use-cases/show-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { snapshotPicture } from '../pictures/picture-address.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import { awardLinks, type AwardForm } from './award-form.ts';
import { AwardPage } from './award-page.tsx';
import { checkAward } from './check-award.ts';

/** The page for people, in their language. */
export const awardPageForm: AwardForm = {
  types: ['html'],
  async serve(deps, request, response, awardId) {
    const shown = await showAward(deps, { awardId });
    if (!shown.ok) {
      answerProblem(deps, request, response, shown.refusal.code);
      return;
    }
    const { award } = shown;
    const checked = await checkAward(deps, award);
    const locale = localeOf(request);
    const words = webWords(locale);
    const title = inLocale(award.badge.title, locale);
    const issuer = inLocale(award.badge.issuerName, locale);
    const { holderName } = award;
    const headline = holderName === undefined ? title : words.awardTitle(title, holderName);
    response.set('Link', awardLinks(deps.publicUrl, award.id, award.badge.slug));
    sendPage(deps, request, response, {
      title: headline,
      description:
        holderName === undefined
          ? words.awardDescriptionPrivate(title, issuer)
          : words.awardDescription(title, issuer, holderName),
      ...(award.published
        ? {
            openGraph: {
              title: headline,
              image: `${deps.publicUrl}${snapshotPicture(award.badge)}`,
              imageAlt: inLocale(award.badge.image.alt ?? {}, locale) || words.badgePictureOf(title),
            },
          }
        : { robots: 'noindex' as const }),
      alternates:
        checked.signature === undefined
          ? []
          : [{ href: `${deps.publicUrl}/awards/${award.id}.json`, type: 'application/vc+ld+json' }],
      cache: award.published ? 'public, no-cache' : 'private, no-cache',
      body: <AwardPage award={award} checked={checked} locale={locale} publicUrl={deps.publicUrl} />,
    });
  },
};
