import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ListedBadge } from '../../use-cases/list-badges.ts';
import { groupBy } from '../group-by.ts';
import { IssuerName } from '../issuers/issuer-name.tsx';
import { BadgeCard } from './badge-card.tsx';

/** All badges that can be earned, by the organisation that gives them. */
export function BadgesPage(props: {
  readonly listed: readonly ListedBadge[];
  readonly locale: Locale;
}): VNode {
  const { listed, locale } = props;
  const words = webWords(locale);
  const byIssuer = groupBy(listed, ({ issuer }) => issuer.id);
  const groups = [...byIssuer.values()].toSorted((a, b) =>
    nameOf(a, locale).localeCompare(nameOf(b, locale), locale),
  );
  return (
    <>
      <header class="page-head">
        <h1>{words.badgesTitle}</h1>
        <p class="lead">{listed.length === 0 ? words.homeNoBadges : words.badgesLead}</p>
      </header>
      {groups.map((group) => {
        const [first] = group;
        if (first === undefined) return null;
        return (
          <section aria-labelledby={`issuer-${first.issuer.slug}`}>
            <h2 id={`issuer-${first.issuer.slug}`}>
              <IssuerName issuer={first.issuer} locale={locale} />
            </h2>
            <ul class="cards">
              {group.map(({ badge }) => (
                <BadgeCard badge={badge} locale={locale} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function nameOf(group: readonly ListedBadge[], locale: Locale): string {
  return inLocale(group[0]?.issuer.name ?? {}, locale);
}
