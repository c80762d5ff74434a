import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ShownBadge } from '../../use-cases/show-badge.ts';
import { EndorsementSection } from '../endorsements/endorsement-section.tsx';
import { IssuerName } from '../issuers/issuer-name.tsx';
import { badgePicture } from '../pictures/picture-address.ts';
import { RichText } from '../rich-text.tsx';
import { Sign } from '../sign.tsx';
import { SkillList } from '../skill-list.tsx';
import { BadgeCard } from './badge-card.tsx';
import { BadgeFacts } from './badge-facts.tsx';

/** What can be earned, what it takes, and who gives it. */
export function BadgePage(props: { readonly shown: ShownBadge; readonly locale: Locale }): VNode {
  const { shown, locale } = props;
  const { badge, issuer } = shown;
  const words = webWords(locale);
  const title = inLocale(badge.title, locale);
  const assessment = inLocale(badge.assessment ?? {}, locale);
  return (
    <article class="badge-page">
      {badge.status === 'retired' ? (
        <div class="standing standing-expired">
          <Sign name="expired" />
          <p>
            <strong>{words.badgeRetired}</strong>
          </p>
        </div>
      ) : null}
      <header class="hero">
        <img
          class="badge-picture"
          src={badgePicture(badge)}
          alt={inLocale(badge.image.alt ?? {}, locale) || words.badgePictureOf(title)}
          width="512"
          height="512"
        />
        <div>
          <h1>{title}</h1>
          <p class="lead">{inLocale(badge.description, locale)}</p>
          <p>
            <span class="label">{words.badgeGivenBy}</span> <IssuerName issuer={issuer} locale={locale} />
          </p>
        </div>
      </header>
      {badge.skills.length === 0 ? null : (
        <section aria-labelledby="skills">
          <h2 id="skills">{words.skills}</h2>
          <SkillList skills={badge.skills} locale={locale} />
        </section>
      )}
      <section aria-labelledby="criteria">
        <h2 id="criteria">{words.badgeCriteria}</h2>
        <RichText markdown={inLocale(badge.criteria, locale)} />
        {assessment === '' ? null : (
          <>
            <h3>{words.assessment}</h3>
            <p>{assessment}</p>
          </>
        )}
      </section>
      {shown.parts.length === 0 ? null : (
        <section aria-labelledby="parts">
          <h2 id="parts">{words.badgeParts}</h2>
          <ul class="cards">
            {shown.parts.map((part) => (
              <BadgeCard badge={part} locale={locale} />
            ))}
          </ul>
        </section>
      )}
      <EndorsementSection of="badge" endorsements={shown.endorsements} locale={locale} />
      <section aria-labelledby="facts">
        <h2 id="facts">{words.badgeFacts}</h2>
        <BadgeFacts shown={shown} locale={locale} />
        <p class="muted">{words.badgeVersion(badge.version, badge.updatedAt)}</p>
      </section>
    </article>
  );
}
