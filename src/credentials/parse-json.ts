import * as z from 'zod';
import type { JsonObject } from '../ports/credential-signer.ts';
import { isJsonObject } from './json-values.ts';

/** More levels than any credential has. */
export const deepest = 64;
/** Objects and lists in a document; a record of 200 badges has half of that. */
const mostNodes = 20_000;

export type ParsedJson =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly code: 'json-damaged' | 'json-too-deep' };

/** How deep it goes and how many objects and lists it has, without building them. */
function measure(text: string): { readonly depth: number; readonly nodes: number } {
  let depth = 0;
  let most = 0;
  let nodes = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (inText) {
      if (letter === 0x5c) at++;
      else if (letter === 0x22) inText = false;
    } else if (letter === 0x22) inText = true;
    else if (letter === 0x7b || letter === 0x5b) {
      nodes++;
      depth++;
      if (depth > most) most = depth;
    } else if (letter === 0x7d || letter === 0x5d) depth--;
  }
  return { depth: most, nodes };
}

/** A JSON object (RFC 8259) of bounded depth and size, from a text of strangers. */
export function parseJson(text: string): ParsedJson {
  const { depth, nodes } = measure(text);
  if (depth > deepest || nodes > mostNodes) return { ok: false, code: 'json-too-deep' };
  try {
    const value = z.json().parse(JSON.parse(text));
    return isJsonObject(value) ? { ok: true, value } : { ok: false, code: 'json-damaged' };
  } catch {
    return { ok: false, code: 'json-damaged' };
  }
}
