import type { BadgeReading, Check } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { badgesInPng } from './bake-png.ts';
import { badgesInSvg } from './bake-svg.ts';
import { failed } from './checks.ts';
import { CredentialError } from './credential-error.ts';
import { decodeUtf8 } from './foreign-documents.ts';
import { deepest, parseJson } from './parse-json.ts';
import { isPng } from './png-chunks.ts';
import { looksLikeJwt, openJwt, type OpenedJwt } from './verify-jwt.ts';

/** What was found in a file or text: the badge itself, or where it is. */
export type Content =
  | { readonly kind: 'json'; readonly document: JsonObject }
  | { readonly kind: 'jwt'; readonly opened: OpenedJwt }
  | { readonly kind: 'url'; readonly url: string };

export type Carried =
  | { readonly ok: true; readonly carrier: NonNullable<BadgeReading['carrier']>; readonly content: Content }
  | { readonly ok: false; readonly carrier?: NonNullable<BadgeReading['carrier']>; readonly check: Check };

/** Bytes: pictures of badges are far smaller; texts smaller still. */
const largestFile = 10 * 1024 * 1024;
const largestText = 2 * 1024 * 1024;

function refuse(check: Check, carrier?: NonNullable<BadgeReading['carrier']>): Carried {
  return { ok: false, check, ...(carrier === undefined ? {} : { carrier }) };
}

/** A JSON document, a JWT or an address. */
function contentOf(given: string): Content | Check {
  const text = given.trim();
  if (text.startsWith('{')) {
    const parsed = parseJson(text);
    if (parsed.ok) return { kind: 'json', document: parsed.value };
    return failed('format', parsed.code, parsed.code === 'json-too-deep' ? { most: deepest } : {});
  }
  if (looksLikeJwt(text)) {
    const opened = openJwt(text);
    return opened === undefined ? failed('format', 'jwt-damaged') : { kind: 'jwt', opened };
  }
  if (/^https?:\/\/\S+$/iu.test(text) && text.length <= 2048) return { kind: 'url', url: text };
  return failed('format', 'format-unknown');
}

function carried(carrier: NonNullable<BadgeReading['carrier']>, content: Content | Check): Carried {
  return 'kind' in content ? { ok: true, carrier, content } : refuse(content, carrier);
}

function fromPng(bytes: Uint8Array): Carried {
  const badges = badgesInPng(bytes);
  const [badge] = badges;
  if (badge === undefined) return refuse(failed('format', 'png-no-badge'), 'png');
  if (badges.length > 1) return refuse(failed('format', 'png-several-badges'), 'png');
  return carried('png', contentOf(badge.text));
}

function fromSvg(text: string): Carried {
  const badges = badgesInSvg(text);
  const [badge] = badges;
  if (badge === undefined) return refuse(failed('format', 'svg-no-badge'), 'svg');
  if (badges.length > 1) return refuse(failed('format', 'svg-several-badges'), 'svg');
  return carried('svg', contentOf(badge.text === '' ? (badge.verify ?? '') : badge.text));
}

/** Finds the badge in a file: PNG, SVG, JSON, JWT or an address, told apart by their content. */
export function readCarrier(bytes: Uint8Array): Carried {
  if (bytes.length > largestFile) return refuse(failed('format', 'file-too-large', { most: largestFile }));
  const png = isPng(bytes);
  try {
    if (png) return fromPng(bytes);
    if (bytes.length > largestText) return refuse(failed('format', 'file-too-large', { most: largestText }));
    const text = decodeUtf8(bytes)?.trim();
    if (text === undefined) return refuse(failed('format', 'format-unknown'));
    return text.startsWith('<') ? fromSvg(text) : carried('text', contentOf(text));
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    const problem = String(error.details['problem'] ?? '');
    return png
      ? refuse(failed('format', 'png-damaged', { problem }), 'png')
      : refuse(failed('format', 'svg-damaged', { problem }), 'svg');
  }
}
