import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { isJsonObject, listOf } from '../../src/credentials/json-values.ts';
import type {
  BadgeReading,
  BadgeSource,
  CheckName,
  ExpectedRecipient,
} from '../../src/ports/credential-reader.ts';
import { statusListUrl, type JsonObject } from '../../src/ports/credential-signer.ts';
import { fakeWeb } from './fake-web.ts';
import { publicUrl, sampleInput, sampleIssuer, sampleSigner } from './sample-award.ts';

export const now = new Date('2026-06-01T12:00:00Z');
export const { signer, ed25519, es256 } = await sampleSigner();
export const signed = await signer.signAward(sampleInput, ed25519);
export const jwt = await signer.signAwardJwt(sampleInput, es256);
export const did = 'did:web:badges.example.org:issuers:stichting-stimulering-techniek';
export const didUrl = 'https://badges.example.org/issuers/stichting-stimulering-techniek/did.json';

const listInput = { issuer: sampleIssuer, list: 'lente', publicUrl, now: new Date('2026-05-31T00:00:00Z') };

/** The documents of the issuer: keys and both status lists. */
export async function issuerPages(
  set: { readonly revocation?: readonly number[]; readonly suspension?: readonly number[] } = {},
): Promise<Record<string, JsonObject>> {
  return {
    [didUrl]: signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl),
    [statusListUrl(publicUrl, 'lente', 'revocation')]: await signer.statusListCredential(
      { ...listInput, purpose: 'revocation', setIndexes: set.revocation ?? [] },
      ed25519,
    ),
    [statusListUrl(publicUrl, 'lente', 'suspension')]: await signer.statusListCredential(
      { ...listInput, purpose: 'suspension', setIndexes: set.suspension ?? [] },
      ed25519,
    ),
  };
}

const pages = await issuerPages();

/** Reads with those pages on the web (the issuer's when none are given), and tells what was asked for. */
export async function readWith(
  source: BadgeSource | JsonObject | string,
  options: {
    readonly pages?: Parameters<typeof fakeWeb>[0];
    readonly recipient?: ExpectedRecipient;
    readonly now?: Date;
  } = {},
): Promise<BadgeReading & { readonly asked: readonly string[] }> {
  const web = fakeWeb(options.pages ?? pages);
  const faults: unknown[] = [];
  const reader = createCredentialReader({ fetch: web.fetch, onFault: (error) => faults.push(error) });
  const reading = await reader.readBadge(asSource(source), {
    now: options.now ?? now,
    ...(options.recipient === undefined ? {} : { recipient: options.recipient }),
  });
  if (faults.length > 0) throw new Error('the reader met a fault of its own', { cause: faults[0] });
  return { ...reading, asked: web.asked };
}

function asSource(source: BadgeSource | JsonObject | string): BadgeSource {
  if (typeof source === 'string') return { kind: 'text', text: source };
  if (isSource(source)) return source;
  return { kind: 'text', text: JSON.stringify(source) };
}

function isSource(source: BadgeSource | JsonObject): source is BadgeSource {
  return (
    'kind' in source && (source['kind'] === 'bytes' || source['kind'] === 'text' || source['kind'] === 'url')
  );
}

/** `outcome code` of each check, by name. */
export function outcomes(reading: BadgeReading): Partial<Record<CheckName, string>> {
  return Object.fromEntries(reading.checks.map(({ name, outcome, code }) => [name, `${outcome} ${code}`]));
}

export { pages as samplePages };

/** The object under a name. */
export function objectIn(document: JsonObject, name: string): JsonObject {
  const [value] = listOf(document[name]);
  if (!isJsonObject(value)) throw new Error(`no object under ${name}`);
  return value;
}
