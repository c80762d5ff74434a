import { compactVerify } from 'jose';
import type { Check } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { hostOf } from './addresses.ts';
import {
  assertionReading as reading,
  assertionTypes,
  type AssertionNeed,
  type AssertionReading,
} from './assertion-reading.ts';
import { findAssertionIssuer } from './assertion-issuer.ts';
import { failed, open, passed } from './checks.ts';
import { decodeUtf8, type ForeignDocuments } from './foreign-documents.ts';
import { idOf, listOf, memberOf, textOf } from './json-values.ts';
import { keyFromMethod, keyFromPem, type PublicKey } from './public-keys.ts';
import type { OpenedJwt } from './verify-jwt.ts';

/** The issuer's key for signed assertions: named by the assertion, listed by the issuer, on the issuer's host. */
async function signingKey(
  assertion: JsonObject,
  issuer: JsonObject,
  documents: ForeignDocuments,
): Promise<{ readonly key: PublicKey } | { readonly check: Check }> {
  const issuerId = idOf(issuer) ?? '';
  const verification = assertion['verification'] ?? assertion['verify'];
  const listed = listOf(issuer['publicKey']);
  const address =
    idOf(memberOf(verification, 'creator')) ?? textOf(memberOf(verification, 'url')) ?? idOf(listed[0]) ?? '';
  if (hostOf(address) !== hostOf(issuerId))
    return { check: failed('issuer', 'key-elsewhere', { host: hostOf(address) }) };
  const answer = await documents.get(address, `${assertionTypes}, text/plain;q=0.8, */*;q=0.1`);
  if (!answer.ok)
    return { check: open('issuer', 'key-unreachable', { url: address, problem: answer.problem }) };
  const text = decodeUtf8(answer.bytes) ?? '';
  const pem = keyFromPem(text);
  if (pem !== undefined) return { key: pem };
  const document = await documents.json(address);
  if (!document.ok) return { check: failed('issuer', 'key-unusable', { problem: document.problem }) };
  const owner = textOf(document.document['owner']) ?? textOf(document.document['controller']);
  if (owner !== issuerId || !listed.some((one) => idOf(one) === address))
    return { check: failed('issuer', 'key-not-issuers', { key: address, issuer: issuerId }) };
  const key = keyFromMethod(document.document);
  return key === undefined ? { check: failed('issuer', 'key-unusable', { problem: 'form' }) } : { key };
}

async function listedAsRevoked(
  assertion: JsonObject,
  issuer: JsonObject,
  documents: ForeignDocuments,
): Promise<Check> {
  const url = idOf(issuer['revocationList']);
  if (url === undefined) return passed('status', 'status-none');
  const answer = await documents.json(url, assertionTypes);
  if (!answer.ok) return open('status', 'status-unreachable', { url, problem: answer.problem });
  const names = [textOf(assertion['id']), textOf(assertion['uid'])].filter((name) => name !== undefined);
  const found = listOf(answer.document['revokedAssertions']).find((one) =>
    [idOf(one), textOf(memberOf(one, 'uid'))].some((name) => name !== undefined && names.includes(name)),
  );
  if (found === undefined) return passed('status', 'status-good');
  return failed('status', 'revoked', { reason: textOf(memberOf(found, 'revocationReason')) ?? '' });
}

/** Reads an assertion that came as JWS (OB 2.0 "Signed Badges"). */
export async function readSignedAssertion(
  { jwt, header, payload }: OpenedJwt,
  need: AssertionNeed,
): Promise<AssertionReading> {
  const alg = textOf(header['alg']) ?? '';
  const kinds: Readonly<Record<string, string>> = { RS256: 'RSA', ES256: 'P-256' };
  const found = await findAssertionIssuer(payload, undefined, need.documents);
  const { issuer } = found;
  if (!Object.hasOwn(kinds, alg))
    return reading(
      payload,
      failed('signature', 'algorithm-refused', { algorithm: alg }),
      found,
      passed('status', 'status-none'),
      need,
    );
  if (issuer === undefined || found.check.outcome !== 'passed')
    return reading(
      payload,
      { ...found.check, name: 'signature', outcome: 'open' },
      found,
      passed('status', 'status-none'),
      need,
    );
  const key = await signingKey(payload, issuer, need.documents);
  const status = await listedAsRevoked(payload, issuer, need.documents);
  if ('check' in key)
    return reading(
      payload,
      { ...key.check, name: 'signature', outcome: 'open' },
      { ...found, check: key.check },
      status,
      need,
    );
  if (key.key.kind !== kinds[alg])
    return reading(
      payload,
      failed('signature', 'algorithm-refused', { algorithm: alg }),
      found,
      status,
      need,
    );
  const good = await compactVerify(jwt, key.key.key, { algorithms: [alg] }).then(
    () => true,
    () => false,
  );
  const signature = good
    ? passed('signature', 'signature-good', { algorithm: alg })
    : failed('signature', 'signature-bad');
  return reading(payload, signature, found, status, need);
}
