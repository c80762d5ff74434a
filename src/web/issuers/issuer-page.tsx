import type { VNode } from 'preact';
import type { Issuer } from '../../domain/issuer.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ListedBadge } from '../../use-cases/list-badges.ts';
import { BadgeCard } from '../badges/badge-card.tsx';
import { issuerPicture } from '../pictures/picture-address.ts';
import { webAddress } from '../web-address.ts';

/** The organisation in whose name badges are given. */
export function IssuerPage(props: {
  readonly issuer: Issuer;
  readonly listed: readonly ListedBadge[];
  readonly locale: Locale;
}): VNode {
  const { issuer, listed, locale } = props;
  const words = webWords(locale);
  const name = inLocale(issuer.name, locale);
  const picture = issuerPicture(issuer);
  const website = webAddress(issuer.url);
  return (
    <article>
      <header class="hero hero-small">
        {picture === undefined ? null : (
          <img
            class="badge-picture"
            src={picture}
            alt={inLocale(issuer.image?.alt ?? {}, locale) || words.issuerPictureOf(name)}
            width="256"
            height="256"
          />
        )}
        <div>
          <h1>{name}</h1>
          <p class="lead">{inLocale(issuer.description, locale)}</p>
          {website === undefined && issuer.email === undefined ? null : (
            <dl class="facts">
              {website === undefined ? null : (
                <div>
                  <dt>{words.issuerWebsite}</dt>
                  <dd>
                    <a href={website} rel="noopener">
                      {new URL(website).host}
                    </a>
                  </dd>
                </div>
              )}
              {issuer.email === undefined ? null : (
                <div>
                  <dt>{words.issuerEmail}</dt>
                  <dd>
                    <a href={`mailto:${issuer.email}`}>{issuer.email}</a>
                  </dd>
                </div>
              )}
            </dl>
          )}
        </div>
      </header>
      <section aria-labelledby="badges">
        <h2 id="badges">{words.issuerBadges}</h2>
        {listed.length === 0 ? (
          <p class="muted">{words.issuerNoBadges}</p>
        ) : (
          <ul class="cards">
            {listed.map(({ badge }) => (
              <BadgeCard badge={badge} locale={locale} />
            ))}
          </ul>
        )}
      </section>
      <section class="check" aria-labelledby="keys">
        <h2 id="keys">{words.issuerKeysTitle}</h2>
        <p>{words.issuerKeysText}</p>
        <ul class="links">
          <li>
            <a href={`/issuers/${issuer.slug}/did.json`}>{words.issuerKeysLink}</a>
          </li>
        </ul>
      </section>
    </article>
  );
}
