import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { longDate } from '../../i18n/format.ts';
import { webWords } from '../../i18n/web-messages.ts';
import type { ShownAward } from '../../use-cases/show-award.ts';
import { EndorsementSection } from '../endorsements/endorsement-section.tsx';
import { issuerPicture, snapshotPicture } from '../pictures/picture-address.ts';
import { RichText } from '../rich-text.tsx';
import { ShareSection } from '../sharing/share-section.tsx';
import { SkillList } from '../skill-list.tsx';
import type { CheckedAward } from './check-award.ts';
import { CheckSection } from './check-section.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { StandingBanner } from './standing-banner.tsx';

type Props = {
  readonly award: ShownAward;
  readonly checked: CheckedAward;
  readonly locale: Locale;
  readonly publicUrl: string;
};

/** Who gave what to whom, for what, on what evidence, and whether it holds: in that order, for a phone first. */
export function AwardPage({ award, checked, locale, publicUrl }: Props): VNode {
  const words = webWords(locale);
  const { badge } = award;
  const description = inLocale(badge.description, locale);
  const criteria = inLocale(badge.criteria, locale);
  const assessment = inLocale(badge.assessment ?? {}, locale);
  return (
    <article class="award">
      <StandingBanner award={award} locale={locale} />
      <Hero award={award} locale={locale} />
      {award.reason === undefined ? null : <Reason award={award} text={award.reason} locale={locale} />}
      <section aria-labelledby="what">
        <h2 id="what">{words.awardWhat}</h2>
        <p class="lead">{description}</p>
        {badge.skills.length === 0 ? null : (
          <>
            <h3>{words.skills}</h3>
            <SkillList skills={badge.skills} locale={locale} />
          </>
        )}
        <p class="after">
          <a href={`/badges/${badge.slug}`}>{words.awardAboutBadge}</a>
        </p>
      </section>
      {award.holder === 'named' ? (
        <section aria-labelledby="evidence">
          <h2 id="evidence">
            {words.awardEvidence}
            {award.evidence.length === 0 ? null : (
              <small> {words.awardEvidenceCount(award.evidence.length)}</small>
            )}
          </h2>
          <MadeOf award={award} locale={locale} />
          {award.byItself && award.evidence.length === 0 ? null : (
            <EvidenceList award={award} locale={locale} />
          )}
        </section>
      ) : null}
      <EndorsementSection
        of="award"
        endorsements={award.endorsements}
        supporters={award.supporters}
        locale={locale}
      />
      <section aria-labelledby="criteria">
        <h2 id="criteria">{words.awardCriteria}</h2>
        <RichText markdown={criteria} />
        {assessment === '' ? null : (
          <>
            <h3>{words.assessment}</h3>
            <p>{assessment}</p>
          </>
        )}
      </section>
      <ShareSection award={award} own={award.own} locale={locale} publicUrl={publicUrl} />
      <CheckSection award={award} checked={checked} locale={locale} publicUrl={publicUrl} />
    </article>
  );
}

function Hero({ award, locale }: Pick<Props, 'award' | 'locale'>): VNode {
  const words = webWords(locale);
  const { badge } = award;
  const title = inLocale(badge.title, locale);
  const issuerName = inLocale(badge.issuerName, locale);
  const emblem = award.issuer === undefined ? undefined : issuerPicture(award.issuer);
  return (
    <header class="hero">
      <img
        class="badge-picture"
        src={snapshotPicture(badge)}
        alt={inLocale(badge.image.alt ?? {}, locale) || words.badgePictureOf(title)}
        width="512"
        height="512"
      />
      <div>
        <h1>{title}</h1>
        <Holder award={award} locale={locale} />
        <dl class="facts">
          <div>
            <dt>{words.awardIssuer}</dt>
            <dd class="with-emblem">
              {emblem === undefined ? null : <img src={emblem} alt="" width="32" height="32" />}
              <a href={`/issuers/${badge.issuerSlug}`}>{issuerName}</a>
            </dd>
          </div>
          {award.byItself ? (
            <div>
              <dt>{words.awardHow}</dt>
              <dd>{words.awardByItself}</dd>
            </div>
          ) : null}
          {award.awarderName === undefined ? null : (
            <div>
              <dt>{words.awardBy}</dt>
              <dd>{award.awarderName}</dd>
            </div>
          )}
          <div>
            <dt>{words.awardDate}</dt>
            <dd>
              <time dateTime={award.awardedAt.toISOString()}>{longDate(award.awardedAt, locale)}</time>
            </dd>
          </div>
          <div>
            <dt>{award.validUntil === undefined ? words.badgeValidFor : words.awardValidUntil}</dt>
            <dd>
              {award.validUntil === undefined ? (
                words.awardNoExpiry
              ) : (
                <time dateTime={award.validUntil.toISOString()}>{longDate(award.validUntil, locale)}</time>
              )}
            </dd>
          </div>
          {badge.level === undefined ? null : (
            <div>
              <dt>{words.level}</dt>
              <dd>{badge.level}</dd>
            </div>
          )}
          {badge.studyLoadHours === undefined ? null : (
            <div>
              <dt>{words.studyLoad}</dt>
              <dd>{words.studyLoadHours(badge.studyLoadHours)}</dd>
            </div>
          )}
        </dl>
      </div>
    </header>
  );
}

/** The badges by which a milestone came; of what its learner has not published, others are told nothing. */
function MadeOf({ award, locale }: Pick<Props, 'award' | 'locale'>): VNode | null {
  const words = webWords(locale);
  if (!award.byItself) return null;
  if (award.madeOf.length === 0) return <p class="muted">{words.awardPartsPrivate}</p>;
  return (
    <>
      <p>{words.awardMadeOf}</p>
      <ul class="plain-list">
        {award.madeOf.map(({ id, badge, awardedAt, standing }) => (
          <li>
            <h3>
              <a href={`/awards/${id}`}>{inLocale(badge.title, locale)}</a>
            </h3>
            <p class="muted">
              {inLocale(badge.issuerName, locale)} ·{' '}
              <time dateTime={awardedAt.toISOString()}>{longDate(awardedAt, locale)}</time>
              {standing === 'valid' ? null : ` · ${words.partStanding[standing]}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Holder({ award, locale }: Pick<Props, 'award' | 'locale'>): VNode {
  const words = webWords(locale);
  if (award.holderName !== undefined)
    return (
      <p class="holder">
        <span class="label">{words.awardTo}</span> <strong>{award.holderName}</strong>
      </p>
    );
  const why = {
    private: words.awardHolderPrivate,
    erased: words.awardHolderErased,
    named: words.awardHolderUnnamed,
  };
  return <p class="holder holder-unnamed">{why[award.holder]}</p>;
}

function Reason(props: {
  readonly award: ShownAward;
  readonly text: string;
  readonly locale: Locale;
}): VNode {
  const words = webWords(props.locale);
  const { awarderName } = props.award;
  return (
    <section aria-labelledby="reason">
      <h2 id="reason">{words.awardReason}</h2>
      <figure class="reason">
        <blockquote>{props.text}</blockquote>
        {awarderName === undefined ? null : <figcaption>{words.awardReasonBy(awarderName)}</figcaption>}
      </figure>
    </section>
  );
}
