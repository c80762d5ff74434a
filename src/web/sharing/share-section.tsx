import type { VNode } from 'preact';
import type { Locale } from '../../domain/localized-text.ts';
import { shareWords } from '../../i18n/web-share-messages.ts';
import type { ShownAward } from '../../use-cases/show-award.ts';
import { linkedInLink } from './linked-in-link.ts';

/**
 * How the holder takes the badge to LinkedIn: for everybody on a published award, since nobody has to sign in to share
 * what is theirs, and for the holder before that too. Nothing for a badge that does not count.
 */
export function ShareSection(props: {
  readonly award: ShownAward;
  readonly own: boolean;
  readonly locale: Locale;
  readonly publicUrl: string;
}): VNode | null {
  const { award, own, locale, publicUrl } = props;
  if (award.standing !== 'valid' || !(own || award.published)) return null;
  const words = shareWords(locale);
  return (
    <section class="share no-print" aria-labelledby="share">
      <h2 id="share">{own ? words.ownTitle : words.title}</h2>
      {own && !award.published ? <p>{words.notPublished}</p> : null}
      <p>
        <a class="more" href={linkedInLink(award, locale, publicUrl)} rel="noopener">
          {words.linkedIn}
        </a>
      </p>
      <p class="muted">{words.linkedInHelp}</p>
      {own ? (
        <p>
          <a href="/me">{words.toPassport}</a>
        </p>
      ) : null}
    </section>
  );
}
