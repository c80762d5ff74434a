import type { VNode } from 'preact';
import type { Issuer } from '../../domain/issuer.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { issuerPicture } from '../pictures/picture-address.ts';

/** An issuer with its emblem, linked to its page. */
export function IssuerName(props: { readonly issuer: Issuer; readonly locale: Locale }): VNode {
  const emblem = issuerPicture(props.issuer);
  return (
    <span class="with-emblem">
      {emblem === undefined ? null : <img src={emblem} alt="" width="32" height="32" />}
      <a href={`/issuers/${props.issuer.slug}`}>{inLocale(props.issuer.name, props.locale)}</a>
    </span>
  );
}
