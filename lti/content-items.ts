import { inLocale, type Locale } from '../src/domain/localized-text.ts';
import type { Badge } from '../src/domain/badge.ts';
import { ltiWords } from '../src/i18n/lti-messages.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import type { LtiSession } from '../src/ports/lti-session-repository.ts';
import { claims } from './claims.ts';
import type { LtiDeps } from './lti-deps.ts';

/** What a teacher may put into a course. */
export type Picked =
  | { readonly kind: 'badge'; readonly badge: Badge; readonly lineItem: boolean }
  | { readonly kind: 'passport' }
  | { readonly kind: 'award' };

const responseLifeSeconds = 300;

/**
 * The signed answer to a deep linking request (Deep Linking 2.0 §4.5): `iss` is our client id, `aud` the platform,
 * and `data` comes back exactly as it went. The link carries the badge, not the course, so that a copy of the course
 * keeps working.
 */
export async function contentItemsJwt(
  deps: Pick<LtiDeps, 'clock' | 'ids' | 'toolKeys' | 'publicUrl'>,
  platform: LtiPlatform,
  session: LtiSession,
  picked: readonly Picked[],
): Promise<string> {
  const seconds = Math.floor(deps.clock().getTime() / 1000);
  const { data } = session.deepLink ?? {};
  return deps.toolKeys.sign({
    iss: platform.clientId,
    aud: platform.issuer,
    iat: seconds - 5,
    exp: seconds + responseLifeSeconds,
    nonce: deps.ids.token(),
    [claims.messageType]: 'LtiDeepLinkingResponse',
    [claims.version]: '1.3.0',
    [claims.deployment]: session.deploymentId,
    [claims.contentItems]: picked.map((one) => itemOf(one, deps.publicUrl, session.locale)),
    ...(data === undefined ? {} : { [claims.deepLinkData]: data }),
  });
}

function itemOf(picked: Picked, publicUrl: string, locale: Locale): Record<string, unknown> {
  const words = ltiWords(locale);
  const common = { type: 'ltiResourceLink', url: `${publicUrl}/lti/launch` };
  if (picked.kind === 'passport')
    return { ...common, title: words.linkPassport, custom: { view: 'passport' } };
  if (picked.kind === 'award') return { ...common, title: words.linkAward, custom: { view: 'award' } };
  const { badge, lineItem } = picked;
  const title = inLocale(badge.title, locale);
  return {
    ...common,
    title,
    text: inLocale(badge.description, locale),
    custom: { badge: badge.slug },
    ...(lineItem
      ? { lineItem: { label: title, scoreMaximum: 1, tag: 'badge', resourceId: badge.slug } }
      : {}),
  };
}
