import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { didWebUrl, issuerDid } from '../../src/credentials/addresses.ts';
import type { BadgeReading, BadgeSource } from '../../src/ports/credential-reader.ts';
import type { AwardCredentialInput, JsonObject } from '../../src/ports/credential-signer.ts';
import { idOf } from '../../src/credentials/json-values.ts';
import { generatedInputs } from './arbitrary-award.ts';
import { fakeWeb } from './fake-web.ts';
import { fixedRandom, sampleIssuer } from './sample-award.ts';
import { samplePng, sampleSvg } from './sample-pictures.ts';
import { ed25519, es256, now, signer } from './sample-world.ts';

/** The 1,000 awards that "every form verifies" is shown with. */
export const inputs = generatedInputs(1000);
const documents = createBadgeDocuments();
const png = { type: 'image/png', bytes: samplePng() } as const;
const svg = { type: 'image/svg+xml', bytes: new TextEncoder().encode(sampleSvg) } as const;

/** The key documents of the issuer at each address at which the awards live. */
export const keyPages: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  [...new Set(inputs.map(({ publicUrl }) => publicUrl))].map((publicUrl) => [
    didWebUrl(issuerDid(publicUrl, sampleIssuer.slug)) ?? '',
    signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl),
  ]),
);

/** An award in every 3.0 form, as the files that people get. */
export async function formsOf(input: AwardCredentialInput): Promise<{
  readonly credential: JsonObject;
  readonly jwt: string;
  readonly files: Readonly<Record<'json' | 'jwt' | 'png' | 'png-jwt' | 'svg' | 'svg-jwt', Uint8Array>>;
}> {
  const credential = await signer.signAward(input, ed25519);
  const jwt = await signer.signAwardJwt(input, es256);
  return {
    credential,
    jwt,
    files: {
      json: Buffer.from(JSON.stringify(credential)),
      jwt: Buffer.from(jwt),
      png: documents.bake(png, { version: '3.0', credential }),
      'png-jwt': documents.bake(png, { version: '3.0', jwt }),
      svg: documents.bake(svg, { version: '3.0', credential }),
      'svg-jwt': documents.bake(svg, { version: '3.0', jwt }),
    },
  };
}

/** The same award as Open Badges 2.0, and the pages that its host serves. */
export function olderFormsOf(input: AwardCredentialInput): {
  readonly assertion: JsonObject;
  readonly pages: Readonly<Record<string, JsonObject>>;
  readonly files: Readonly<Record<'json' | 'png' | 'svg', Uint8Array>>;
} {
  const assertion = documents.hostedAssertion(input);
  const pages = [
    assertion,
    documents.hostedBadge(input.award.badge, input.publicUrl),
    documents.hostedIssuer(input.issuer, input.publicUrl),
  ];
  return {
    assertion,
    pages: Object.fromEntries(pages.map((page) => [idOf(page) ?? '', page])),
    files: {
      json: Buffer.from(JSON.stringify(assertion)),
      png: documents.bake(png, { version: '2.0', assertion }),
      svg: documents.bake(svg, { version: '2.0', assertion }),
    },
  };
}

/** Reads a file with those pages on the web; a fault of the reader's own is thrown. */
export async function readFile(
  bytes: Uint8Array,
  pages: Readonly<Record<string, JsonObject>>,
  recipient?: { readonly ids: readonly string[]; readonly addresses: readonly string[] },
): Promise<BadgeReading> {
  const faults: unknown[] = [];
  const reader = createCredentialReader({
    fetch: fakeWeb(pages).fetch,
    onFault: (error) => faults.push(error),
  });
  const source: BadgeSource = { kind: 'bytes', bytes };
  const reading = await reader.readBadge(source, { now, ...(recipient === undefined ? {} : { recipient }) });
  if (faults.length > 0) throw new Error('the reader met a fault of its own', { cause: faults[0] });
  return reading;
}

const draws = fixedRandom('changed bits');

/** The bytes with one bit changed, somewhere from `from` up to `to`; the places are the same in each run. */
export function withChangedBit(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array {
  const drawn = Buffer.from(draws(5));
  const at = from + (drawn.readUInt32BE(0) % (to - from));
  return bytes.map((byte, place) => (place === at ? byte ^ (1 << ((drawn[4] ?? 0) % 8)) : byte));
}
