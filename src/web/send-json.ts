import type { Response } from 'express';
import type { JsonObject } from '../ports/credential-signer.ts';

/**
 * Sends a document that programs anywhere may read, scripts on other sites too; the ETag is of its bytes, and a
 * known one gets 304.
 */
export function sendJson(
  response: Response,
  document: JsonObject,
  options: { readonly type: string; readonly cache: string },
): void {
  response
    .set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag, Link',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': options.cache,
    })
    .type(options.type)
    // A text gets the charset only where Express knows the type; JSON is UTF-8 whatever its type (RFC 8259 §8.1).
    .send(Buffer.from(JSON.stringify(document, null, 2), 'utf8'));
}

/** Types by which credentials and JSON-LD documents are asked for. */
export const jsonTypes = {
  /** VC Data Model 2.0 §6.3, and the type that OB 3.0 §6 names. */
  credential: ['application/vc+ld+json', 'application/vc', 'application/ld+json', 'application/json'],
  linkedData: ['application/ld+json', 'application/json'],
} as const;

/** The media type to answer with: the one that was asked for, where there is one. */
export function answeredType(asked: string | false, standard: string): string {
  return asked === false || asked === 'html' ? standard : asked;
}
