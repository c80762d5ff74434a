import type { BadgeDocuments, BakedContent } from '../ports/credential-signer.ts';
import { achievementOf } from './achievement.ts';
import { assertPublicUrl } from './addresses.ts';
import { bakePng } from './bake-png.ts';
import { bakeSvg } from './bake-svg.ts';
import { CredentialError } from './credential-error.ts';
import { credentialsContextUrl, openBadgesContextUrl } from './document-loader.ts';
import { hostedAssertion, hostedBadge, hostedIssuer, revokedAssertion } from './open-badges-2.ts';

/** The largest picture that a badge is put into, in bytes: what the file store takes. */
const largestPicture = 15 * 1024 * 1024;

/** A 2.0 picture holds the address alone where a reader takes it (tEXt readers too), and the whole in the chunk. */
function baked(content: BakedContent): {
  readonly verify?: string;
  readonly text?: string;
  readonly png: string;
} {
  if ('jwt' in content) return { verify: content.jwt, png: content.jwt };
  if ('credential' in content) {
    const text = JSON.stringify(content.credential);
    return { text, png: text };
  }
  const text = JSON.stringify(content.assertion);
  const { id } = content.assertion;
  return { ...(typeof id === 'string' ? { verify: id } : {}), text, png: text };
}

export function createBadgeDocuments(): BadgeDocuments {
  return {
    hostedAssertion,
    revokedAssertion,
    hostedBadge,
    hostedIssuer,
    achievement(badge, publicUrl) {
      assertPublicUrl(publicUrl);
      return {
        '@context': [credentialsContextUrl, openBadgesContextUrl],
        ...achievementOf(badge, publicUrl),
      };
    },
    bake(picture, content) {
      if (picture.bytes.length > largestPicture)
        throw new CredentialError('too-large', { most: largestPicture });
      const { png, ...svg } = baked(content);
      if (picture.type === 'image/png') return bakePng(picture.bytes, content.version, png);
      const text = utf8(picture.bytes);
      return new TextEncoder().encode(bakeSvg(text, content.version, svg));
    },
  };
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CredentialError('svg-damaged', { problem: 'utf-8' }, { cause });
  }
}
