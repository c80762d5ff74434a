import { inflateSync } from 'node:zlib';
import { CredentialError } from './credential-error.ts';
import { makeChunk, readChunks, writeChunks, type PngChunk } from './png-chunks.ts';

/** Keyword of the chunk that carries a badge: OB 3.0 §5.3.1.1, OB 2.0 Baking "PNG". */
export const badgeKeywords = { '3.0': 'openbadgecredential', '2.0': 'openbadges' } as const;
export type BadgeKeyword = (typeof badgeKeywords)[keyof typeof badgeKeywords];

/** No credential is longer; a chunk that unpacks to more is a bomb. */
const longestText = 1024 * 1024;

const keywords: readonly string[] = Object.values(badgeKeywords);

function isKeyword(text: string): text is BadgeKeyword {
  return keywords.includes(text);
}

function keywordOf(chunk: PngChunk): BadgeKeyword | undefined {
  if (chunk.type !== 'iTXt' && chunk.type !== 'tEXt' && chunk.type !== 'zTXt') return undefined;
  const end = chunk.data.indexOf(0);
  if (end < 1 || end > 79) return undefined;
  const keyword = Buffer.from(chunk.data.subarray(0, end)).toString('latin1');
  return isKeyword(keyword) ? keyword : undefined;
}

/**
 * The picture with the text as its one badge: an uncompressed iTXt chunk (PNG 3rd edition §11.3.3.4) right before the
 * pixels; older badges of either version are taken out, all other chunks stay as they are.
 * Throws CredentialError `png-damaged`.
 */
export function bakePng(png: Uint8Array, version: keyof typeof badgeKeywords, text: string): Uint8Array {
  const chunks = readChunks(png).filter((chunk) => keywordOf(chunk) === undefined);
  const keyword = Buffer.from(badgeKeywords[version], 'latin1');
  // Keyword, end; not compressed, method 0; no language, no translated keyword.
  const data = Buffer.concat([keyword, Buffer.alloc(5), Buffer.from(text, 'utf8')]);
  const before = chunks.findIndex(({ type }) => type === 'IDAT');
  return writeChunks([...chunks.slice(0, before), makeChunk('iTXt', data), ...chunks.slice(before)]);
}

function damaged(problem: string): CredentialError {
  return new CredentialError('png-damaged', { problem });
}

function textOf(chunk: PngChunk, keyword: BadgeKeyword): string {
  const { data } = chunk;
  const rest = data.subarray(keyword.length + 1);
  const unpack = (bytes: Uint8Array): Buffer => {
    try {
      return inflateSync(bytes, { maxOutputLength: longestText });
    } catch (cause) {
      throw new CredentialError('png-damaged', { problem: 'compression' }, { cause });
    }
  };
  if (chunk.type === 'tEXt') return Buffer.from(rest).toString('latin1');
  if (chunk.type === 'zTXt') {
    if (rest[0] !== 0) throw damaged('compression');
    return unpack(rest.subarray(1)).toString('latin1');
  }
  const [compressed, method] = rest;
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0 || method !== 0 || (compressed !== 0 && compressed !== 1)) throw damaged('text');
  const body = rest.subarray(translated + 1);
  if (body.length > longestText) throw damaged('text');
  const bytes = compressed === 1 ? unpack(body) : body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CredentialError('png-damaged', { problem: 'utf-8' }, { cause });
  }
}

/**
 * The badges in a picture: iTXt, also compressed, and the older tEXt and zTXt. Throws CredentialError `png-damaged`
 * {problem}, also where a text is no UTF-8 or unpacks to more than 1 MB.
 */
export function badgesInPng(
  png: Uint8Array,
): readonly { readonly keyword: BadgeKeyword; readonly text: string }[] {
  return readChunks(png).flatMap((chunk) => {
    const keyword = keywordOf(chunk);
    return keyword === undefined ? [] : [{ keyword, text: textOf(chunk, keyword) }];
  });
}
