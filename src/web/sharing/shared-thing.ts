import { isSlug } from '../../domain/badge.ts';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import { shareWords } from '../../i18n/web-share-messages.ts';
import { webWords } from '../../i18n/web-messages.ts';
import { showAward } from '../../use-cases/show-award.ts';
import type { AppDeps } from '../web-deps.ts';

/** A page of ours as it is shown elsewhere. */
export type SharedThing = {
  readonly title: string;
  readonly url: string;
  readonly issuer: { readonly name: string; readonly url: string };
  /** Address of its card, and what is on it. */
  readonly card: string;
  readonly alt: string;
};

/** The address of the card of a page; the language goes with it, since who fetches it says none. */
export function cardAddress(publicUrl: string, path: string, locale: Locale): string {
  return `${publicUrl}${path}/card.png?lang=${locale}`;
}

/**
 * What may be shown elsewhere of one of our addresses: an award that its learner published, a badge, an issuer. `private`
 * for an award that is not published, undefined where there is nothing.
 */
export async function sharedThing(
  deps: AppDeps,
  url: URL,
  locale: Locale,
): Promise<SharedThing | 'private' | undefined> {
  if (url.origin !== new URL(deps.publicUrl).origin) return undefined;
  const [, kind, name = ''] = /^\/(awards|badges|issuers)\/([\w-]+)\/?$/u.exec(url.pathname) ?? [];
  if (kind === 'awards') return sharedAward(deps, name, locale);
  if (kind === 'badges' && isSlug(name)) return sharedBadge(deps, name, locale);
  if (kind === 'issuers' && isSlug(name)) return sharedIssuer(deps, name, locale);
  return undefined;
}

async function sharedAward(
  deps: AppDeps,
  awardId: string,
  locale: Locale,
): Promise<SharedThing | 'private' | undefined> {
  const shown = await showAward(deps, { awardId });
  if (!shown.ok) return undefined;
  const { published, badge, holderName } = shown.award;
  if (!published) return 'private';
  const title = inLocale(badge.title, locale);
  const issuer = inLocale(badge.issuerName, locale);
  const words = shareWords(locale);
  return {
    title: holderName === undefined ? title : webWords(locale).awardTitle(title, holderName),
    url: `${deps.publicUrl}/awards/${awardId}`,
    issuer: { name: issuer, url: `${deps.publicUrl}/issuers/${badge.issuerSlug}` },
    card: cardAddress(deps.publicUrl, `/awards/${awardId}`, locale),
    alt:
      holderName === undefined
        ? words.cardAlt(title, issuer)
        : words.cardAltHolder(title, issuer, holderName),
  };
}

async function sharedBadge(deps: AppDeps, slug: string, locale: Locale): Promise<SharedThing | undefined> {
  const badge = await deps.store.badges.findBySlug(slug);
  const issuer = badge === undefined ? undefined : await deps.store.issuers.find(badge.issuerId);
  if (badge === undefined || issuer === undefined) return undefined;
  const title = inLocale(badge.title, locale);
  const name = inLocale(issuer.name, locale);
  return {
    title,
    url: `${deps.publicUrl}/badges/${slug}`,
    issuer: { name, url: `${deps.publicUrl}/issuers/${issuer.slug}` },
    card: cardAddress(deps.publicUrl, `/badges/${slug}`, locale),
    alt: shareWords(locale).cardAlt(title, name),
  };
}

async function sharedIssuer(deps: AppDeps, slug: string, locale: Locale): Promise<SharedThing | undefined> {
  const issuer = await deps.store.issuers.findBySlug(slug);
  if (issuer === undefined) return undefined;
  const name = inLocale(issuer.name, locale);
  const url = `${deps.publicUrl}/issuers/${slug}`;
  return {
    title: name,
    url,
    issuer: { name, url },
    card: cardAddress(deps.publicUrl, `/issuers/${slug}`, locale),
    alt: name,
  };
}
