import type { LtiLogin } from '../src/ports/lti-login-repository.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import type { LtiDeepLinkRequest } from '../src/ports/lti-session-repository.ts';
import { claims, looseClaims } from './claims.ts';
import { sameText } from './hash-token.ts';
import type { Launch, MessageType } from './launch.ts';
import type { LaunchRefusal } from './launch-refusal.ts';
import { sameId } from './same-id.ts';
import { isToolAddress } from './tool-address.ts';
import { parseUrl } from '../src/domain/parse-url.ts';

type Payload = Readonly<Record<string, unknown>>;
export type Expected = {
  readonly platform: LtiPlatform;
  readonly login: LtiLogin;
  readonly now: Date;
  readonly publicUrl: string;
};

/** How far clocks may be apart, in seconds (LTI Security Framework §5.1.3: "a few minutes" at most). */
const clockSkew = 60;

/** Checks every claim of a token whose signature is good. */
export function checkClaims(
  expected: Expected,
  payload: Payload,
): { readonly ok: true; readonly launch: Launch } | { readonly ok: false; readonly refusal: LaunchRefusal } {
  const refusal =
    checkAudience(expected, payload) ??
    checkTimes(expected.now, payload) ??
    checkNonce(expected, payload) ??
    checkMessage(expected, payload);
  if (refusal !== undefined) return { ok: false, refusal };
  const parsed = looseClaims.safeParse(payload);
  if (!parsed.success)
    return {
      ok: false,
      refusal: { code: 'claim-malformed', claim: String(parsed.error.issues[0]?.path[0]) },
    };
  return toLaunch(expected.platform, payload, parsed.data);
}

function checkAudience({ platform }: Expected, payload: Payload): LaunchRefusal | undefined {
  const audiences = [payload['aud']].flat().filter((one) => typeof one === 'string');
  if (!audiences.some((one) => sameId(one, platform.clientId)))
    return { code: 'audience-wrong', claim: 'aud', found: audiences.join(' ').slice(0, 200) };
  const { azp } = payload;
  if (azp === undefined || azp === null)
    return audiences.length > 1 ? { code: 'azp-missing', claim: 'azp' } : undefined;
  return typeof azp === 'string' && sameId(azp, platform.clientId)
    ? undefined
    : { code: 'azp-wrong', claim: 'azp', ...foundText(azp) };
}

function checkTimes(now: Date, { exp, iat, nbf }: Payload): LaunchRefusal | undefined {
  const seconds = now.getTime() / 1000;
  if (!isTime(exp)) return { code: 'exp-missing', claim: 'exp' };
  if (!isTime(iat)) return { code: 'iat-missing', claim: 'iat' };
  if (exp <= seconds - clockSkew) return { code: 'expired', claim: 'exp', found: isoOf(exp) };
  if (iat > seconds + clockSkew) return { code: 'issued-in-the-future', claim: 'iat', found: isoOf(iat) };
  if (nbf !== undefined && nbf !== null && !(isTime(nbf) && nbf <= seconds + clockSkew))
    return { code: 'not-yet-valid', claim: 'nbf', ...(isTime(nbf) ? { found: isoOf(nbf) } : {}) };
  return undefined;
}

function isTime(value: unknown): value is number {
  // Beyond 8.64e12 seconds a Date has no name for the moment.
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e12;
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function checkNonce({ login }: Expected, { nonce }: Payload): LaunchRefusal | undefined {
  if (typeof nonce !== 'string' || nonce === '') return { code: 'nonce-missing', claim: 'nonce' };
  return sameText(nonce, login.nonce) ? undefined : { code: 'nonce-unknown', claim: 'nonce' };
}

const messageTypes: readonly MessageType[] = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'];

function checkMessage({ platform, publicUrl }: Expected, payload: Payload): LaunchRefusal | undefined {
  const version = payload[claims.version];
  if (version !== '1.3.0') return { code: 'version-wrong', claim: claims.version, ...foundText(version) };
  const messageType = payload[claims.messageType];
  if (!messageTypes.some((known) => known === messageType))
    return { code: 'message-type-wrong', claim: claims.messageType, ...foundText(messageType) };
  const roles = payload[claims.roles];
  if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string'))
    return { code: 'roles-missing', claim: claims.roles };
  const deployment = payload[claims.deployment];
  if (typeof deployment !== 'string' || deployment === '')
    return { code: 'deployment-missing', claim: claims.deployment };
  const known = platform.deployments.find((one) => sameId(one.id, deployment));
  if (known?.status !== 'accepted')
    return { code: 'deployment-unknown', claim: claims.deployment, found: deployment.slice(0, 255) };
  const target = payload[claims.targetLink];
  // Deep linking names no link yet, and some platforms then leave the target out (Deep Linking 2.0 §4.4).
  const mayLackTarget = messageType === 'LtiDeepLinkingRequest';
  if (typeof target !== 'string' || target === '')
    return mayLackTarget ? undefined : { code: 'target-link-missing', claim: claims.targetLink };
  if (!isToolAddress(target, publicUrl))
    return { code: 'target-not-ours', claim: claims.targetLink, found: target.slice(0, 200) };
  return undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function foundText(value: unknown): { found?: string } {
  return typeof value === 'string' ? { found: value.slice(0, 100) } : {};
}

/** What a platform really says: no empty text, and no custom variable that it did not fill in (`$User.Id`). */
function said(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' || /^\$[A-Za-z]/u.test(trimmed) ? undefined : trimmed;
}

function toLaunch(
  platform: LtiPlatform,
  payload: Payload,
  data: ReturnType<typeof looseClaims.parse>,
): { readonly ok: true; readonly launch: Launch } | { readonly ok: false; readonly refusal: LaunchRefusal } {
  const messageType = messageTypes.find((known) => known === payload[claims.messageType]);
  if (messageType === undefined)
    return { ok: false, refusal: { code: 'message-type-wrong', claim: claims.messageType } };
  const resourceLinkId = data[claims.resourceLink]?.id;
  if (messageType === 'LtiResourceLinkRequest' && !resourceLinkId)
    return { ok: false, refusal: { code: 'resource-link-missing', claim: claims.resourceLink } };
  const settings = data[claims.deepLinkSettings];
  const returnUrl = settings?.deep_link_return_url;
  if (messageType === 'LtiDeepLinkingRequest' && !isWebAddress(returnUrl))
    return { ok: false, refusal: { code: 'deep-linking-settings-missing', claim: claims.deepLinkSettings } };
  const deepLink: LtiDeepLinkRequest | undefined =
    messageType === 'LtiDeepLinkingRequest' && returnUrl !== undefined
      ? {
          returnUrl,
          ...(settings?.data === undefined ? {} : { data: settings.data }),
          acceptsMultiple: settings?.accept_multiple ?? false,
          acceptsLineItem: settings?.accept_lineitem ?? false,
        }
      : undefined;
  const subject = said(data.sub);
  const name = said(data.name) ?? said([data.given_name, data.family_name].filter(Boolean).join(' '));
  const email = said(data.email);
  const locale = said(data[claims.presentation]?.locale) ?? said(data.locale);
  const context = data[claims.context];
  const membershipsUrl = said(data[claims.namesAndRoles]?.context_memberships_url);
  const grades = data[claims.grades];
  const lineItem = said(grades?.lineitem);
  const title = said(context?.title) ?? said(context?.label);
  return {
    ok: true,
    launch: {
      platform,
      messageType,
      deploymentId: textOf(payload[claims.deployment]),
      targetLink: textOf(payload[claims.targetLink]),
      roles: [payload[claims.roles]].flat().filter((role) => typeof role === 'string'),
      custom: customOf(data[claims.custom] ?? {}),
      ...(subject === undefined ? {} : { subject }),
      ...(name === undefined ? {} : { name: name.slice(0, 200) }),
      ...(email === undefined ? {} : { email: email.slice(0, 320) }),
      ...(locale === undefined ? {} : { locale }),
      ...(context?.id ? { context: { id: context.id, ...(title === undefined ? {} : { title }) } } : {}),
      ...(resourceLinkId ? { resourceLinkId } : {}),
      ...(isWebAddress(membershipsUrl) ? { membershipsUrl } : {}),
      ...(grades
        ? { grades: { scopes: grades.scope ?? [], ...(isWebAddress(lineItem) ? { lineItem } : {}) } }
        : {}),
      ...(deepLink === undefined ? {} : { deepLink }),
    },
  };
}

function isWebAddress(address: string | undefined): address is string {
  return address !== undefined && /^https?:\/\//u.test(address) && parseUrl(address) !== undefined;
}

function customOf(custom: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(custom).flatMap(([name, value]) => {
      const words = typeof value === 'string' ? said(value) : undefined;
      return words === undefined ? [] : [[name, words]];
    }),
  );
}
