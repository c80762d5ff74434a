import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ShownBadge } from '../../use-cases/show-badge.ts';
import { durationInWords } from '../duration-in-words.ts';
import { languageName } from '../language-name.ts';

/** How a badge is got, how long it holds, and the like. */
export function BadgeFacts(props: { readonly shown: ShownBadge; readonly locale: Locale }): VNode {
  const { badge, awarded } = props.shown;
  const { locale } = props;
  const words = webWords(locale);
  const ways = {
    direct: words.badgeHowDirect,
    review: words.badgeHowReview,
    automatic: words.badgeHowAutomatic,
  };
  const given = badge.award !== 'automatic';
  const how = [
    ways[badge.award],
    given ? words.badgeNominate[badge.whoMayNominate] : undefined,
    given && badge.evidence === 'required' ? words.badgeEvidenceRequired : undefined,
  ].filter((sentence) => sentence !== undefined);
  return (
    <dl class="facts facts-wide">
      {badge.status === 'retired' ? null : <Fact name={words.badgeHow}>{how.join(' ')}</Fact>}
      {badge.level === undefined ? null : <Fact name={words.level}>{badge.level}</Fact>}
      {badge.studyLoadHours === undefined ? null : (
        <Fact name={words.studyLoad}>{words.studyLoadHours(badge.studyLoadHours)}</Fact>
      )}
      <Fact name={words.badgeValidFor}>
        {badge.validFor === undefined
          ? words.badgeNeverExpires
          : words.badgeValidForDuration(durationInWords(badge.validFor, locale))}
        {badge.repeatable ? ` · ${words.badgeRepeatable}` : ''}
      </Fact>
      {badge.language === undefined ? null : (
        <Fact name={words.badgeLanguage}>{languageName(badge.language, locale)}</Fact>
      )}
      {awarded === undefined ? null : (
        <Fact name={words.badgeAwarded}>
          {awarded.more ? words.badgeAwardedMoreThan(awarded.count) : words.badgeAwardedTimes(awarded.count)}
        </Fact>
      )}
    </dl>
  );
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
