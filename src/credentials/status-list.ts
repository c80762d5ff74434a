import { gunzipSync, gzipSync } from 'node:zlib';
import {
  statusListLength,
  statusListUrl,
  type JsonObject,
  type StatusListInput,
} from '../ports/credential-signer.ts';
import { assertPublicUrl, dateTime, issuerDid } from './addresses.ts';
import { CredentialError } from './credential-error.ts';
import { credentialsContextUrl } from './document-loader.ts';

/** How long a verifier may keep a list, in milliseconds: changes are to be seen within a minute. */
const timeToLive = 60_000;

/**
 * Bitstring Status List v1.0 §3.3: one bit an entry, the first entry in the highest bit of the first byte,
 * gzip, base64url behind Multibase `u`. Throws CredentialError `index-out-of-range` {index}.
 */
export function encodeStatusList(setIndexes: readonly number[], length = statusListLength): string {
  const bits = Buffer.alloc(Math.ceil(length / 8));
  for (const index of setIndexes) {
    if (!Number.isInteger(index) || index < 0 || index >= length)
      throw new CredentialError('index-out-of-range', { index });
    const at = index >> 3;
    bits[at] = (bits[at] ?? 0) | (0x80 >> (index & 7));
  }
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

/** No list of anybody's needs more: 16 million entries. */
const longestList = 2 * 1024 * 1024;

/**
 * The bits of an encoded list (§3.4); undefined when it is no such text, or unpacks to more than 2 MB.
 * StatusList2021 leaves the `u` out, which is accepted.
 */
export function decodeStatusList(encoded: string): Uint8Array | undefined {
  const text = encoded.startsWith('u') ? encoded.slice(1) : encoded;
  if (!/^[A-Za-z0-9_-]+={0,2}$/u.test(text)) return undefined;
  try {
    return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: longestList });
  } catch {
    return undefined;
  }
}

/** Whether the entry of so many bits at that index is other than zero; undefined when the list is too short. */
export function statusIsSet(bits: Uint8Array, index: number, size = 1): boolean | undefined {
  const first = index * size;
  if (!Number.isInteger(index) || index < 0 || first + size > bits.length * 8) return undefined;
  for (let bit = first; bit < first + size; bit++)
    if (((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0) return true;
  return false;
}

/** The BitstringStatusListCredential (§2.2), unsigned. The issuer is named by id alone: Profile is no term of its context. */
export function statusListDocument(input: StatusListInput): JsonObject {
  assertPublicUrl(input.publicUrl);
  const url = statusListUrl(input.publicUrl, input.list, input.purpose);
  return {
    '@context': [credentialsContextUrl],
    id: url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerDid(input.publicUrl, input.issuer.slug),
    validFrom: dateTime(input.now),
    credentialSubject: {
      id: `${url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: input.purpose,
      encodedList: encodeStatusList(input.setIndexes),
      ttl: timeToLive,
    },
  };
}
