import type { VNode } from 'preact';
import type { Issuer } from '../../domain/issuer.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ListedBadge } from '../../use-cases/list-badges.ts';
import { BadgeCard } from '../badges/badge-card.tsx';
import { IssuerName } from '../issuers/issuer-name.tsx';
import { badgePicture } from '../pictures/picture-address.ts';
import type { AppDeps } from '../web-deps.ts';

const pinned = 3;
const firstBadges = 6;

export function HomePage(props: {
  readonly community: AppDeps['community'];
  readonly listed: readonly ListedBadge[];
  readonly issuers: readonly Issuer[];
  readonly locale: Locale;
}): VNode {
  const { community, listed, issuers, locale } = props;
  const words = webWords(locale);
  const description = inLocale(community.description ?? {}, locale);
  return (
    <>
      <header class="welcome">
        <div>
          <h1>{inLocale(community.name, locale)}</h1>
          <p class="lead">{words.homeLead}</p>
          {description === '' ? null : <p>{description}</p>}
        </div>
        <div class="pinned" aria-hidden="true">
          {spread(listed, pinned).map(({ badge }) => (
            <img src={badgePicture(badge)} alt="" width="512" height="512" />
          ))}
        </div>
      </header>
      <section aria-labelledby="how">
        <h2 id="how">{words.homeWhatTitle}</h2>
        <ol class="steps">
          {words.homeSteps.map((step) => (
            <li>
              <h3>{step.title}</h3>
              <p>{step.text}</p>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="badges">
        <h2 id="badges">{words.homeBadges}</h2>
        {listed.length === 0 ? (
          <p class="muted">{words.homeNoBadges}</p>
        ) : (
          <>
            <ul class="cards">
              {spread(listed, firstBadges).map(({ badge }) => (
                <BadgeCard badge={badge} locale={locale} />
              ))}
            </ul>
            <p>
              <a class="more" href="/badges">
                {words.homeAllBadges(listed.length)}
              </a>
            </p>
          </>
        )}
      </section>
      <section aria-labelledby="issuers">
        <h2 id="issuers">{words.homeIssuers}</h2>
        {issuers.length === 0 ? (
          <p class="muted">{words.homeNoIssuers}</p>
        ) : (
          <ul class="issuers">
            {issuers.map((issuer) => (
              <li>
                <IssuerName issuer={issuer} locale={locale} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="check" aria-labelledby="verify">
        <h2 id="verify">{words.homeVerifyTitle}</h2>
        <p>{words.homeVerifyText}</p>
        <p>
          <a class="more" href="/verify">
            {words.homeVerifyLink}
          </a>
        </p>
      </section>
    </>
  );
}

/** So many of a list, taken evenly, so that each issuer has a chance to be seen; always the same ones. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, at) => items[Math.floor((at * items.length) / count)]).filter(
    (item) => item !== undefined,
  );
}
