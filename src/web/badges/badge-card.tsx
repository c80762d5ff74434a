import type { VNode } from 'preact';
import type { Badge } from '../../domain/badge.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { badgePicture } from '../pictures/picture-address.ts';

/** A badge in a list; its picture says nothing that the title does not. */
export function BadgeCard(props: { readonly badge: Badge; readonly locale: Locale }): VNode {
  const { badge, locale } = props;
  return (
    <li class="card">
      <img src={badgePicture(badge)} alt="" width="512" height="512" loading="lazy" />
      <div>
        <h3>
          <a href={`/badges/${badge.slug}`}>{inLocale(badge.title, locale)}</a>
        </h3>
        <p>{inLocale(badge.description, locale)}</p>
        {badge.award === 'automatic' ? <p class="muted">{webWords(locale).badgeComesByItself}</p> : null}
      </div>
    </li>
  );
}
