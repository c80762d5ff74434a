import type { VNode } from 'preact';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { longDate } from '../../i18n/format.ts';
import { endorsementWords } from '../../i18n/web-endorsement-messages.ts';
import type { ShownEndorsement } from '../../use-cases/signed-endorsements.ts';
import { RichText } from '../rich-text.tsx';

/** Which other organisations stand behind it, in their own words; nothing when none does. */
export function EndorsementSection(props: {
  readonly of: 'badge' | 'award';
  readonly endorsements: readonly ShownEndorsement[];
  /** Colleagues who supported the nomination that the award came from. */
  readonly supporters?: number;
  readonly locale: Locale;
}): VNode | null {
  const { endorsements, supporters = 0, locale } = props;
  if (endorsements.length === 0 && supporters === 0) return null;
  const words = endorsementWords(locale);
  return (
    <section aria-labelledby="endorsements">
      <h2 id="endorsements">{words.title[props.of]}</h2>
      {supporters === 0 ? null : <p>{words.supporters(supporters)}</p>}
      {endorsements.map(({ endorsement, issuer }) => (
        <figure class="reason">
          <blockquote>
            <RichText markdown={endorsement.comment} />
          </blockquote>
          <figcaption>
            <a href={`/issuers/${issuer.slug}`}>{inLocale(issuer.name, locale)}</a>,{' '}
            <time dateTime={endorsement.endorsedAt.toISOString()}>
              {longDate(endorsement.endorsedAt, locale)}
            </time>{' '}
            · <a href={`/endorsements/${endorsement.id}`}>{words.signed}</a>
          </figcaption>
        </figure>
      ))}
    </section>
  );
}
