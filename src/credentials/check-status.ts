import type { Check } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { checkDates } from './check-dates.ts';
import { failed, open, passed } from './checks.ts';
import { decodeUtf8, type ForeignDocuments } from './foreign-documents.ts';
import type { KeyFinder } from './issuer-key-finder.ts';
import { hasType, idOf, isJsonObject, listOf, memberOf, textOf } from './json-values.ts';
import { parseJson } from './parse-json.ts';
import { decodeStatusList, statusIsSet } from './status-list.ts';
import { verifySignature, type SignedCredential } from './verify-credential.ts';
import { looksLikeJwt, openJwt } from './verify-jwt.ts';

type Need = { readonly documents: ForeignDocuments; readonly keys: KeyFinder; readonly now: Date };

const mostEntries = 8;
const listTypes = 'application/vc+ld+json, application/vc, application/json;q=0.9, text/plain;q=0.8';

function unusable(problem: string): Check {
  return failed('status', 'status-unusable', { problem });
}

async function listAt(url: string, { documents }: Need): Promise<SignedCredential | Check> {
  const answer = await documents.get(url, listTypes);
  if (!answer.ok) return open('status', 'status-unreachable', { url, problem: answer.problem });
  const text = decodeUtf8(answer.bytes)?.trim() ?? '';
  if (looksLikeJwt(text)) {
    const opened = openJwt(text);
    return opened === undefined ? unusable('form') : { form: 'jwt', opened };
  }
  const parsed = parseJson(text);
  return parsed.ok ? { form: 'json', document: parsed.value } : unusable('form');
}

/** One entry in a bitstring (Bitstring Status List v1.0 §3.2); also the older StatusList2021, which differs in name only. */
async function bitstringEntry(entry: JsonObject, issuerId: string, need: Need): Promise<Check> {
  const url = textOf(entry['statusListCredential']);
  const index = Number(textOf(entry['statusListIndex']) ?? entry['statusListIndex'] ?? Number.NaN);
  const purpose = textOf(entry['statusPurpose']) ?? 'revocation';
  const size = entry['statusSize'] ?? 1;
  if (url === undefined || !Number.isInteger(index) || typeof size !== 'number' || !(size >= 1 && size <= 16))
    return unusable('entry');
  if (purpose === 'refresh') return passed('status', 'status-good');
  const list = await listAt(url, need);
  if ('outcome' in list) return list;
  const { document, signature, issuer } = await verifySignature(list, need.keys, need.now);
  if (signature.outcome === 'failed' || issuer.outcome === 'failed') return unusable('signature');
  if (signature.outcome === 'open' || issuer.outcome === 'open')
    return open('status', 'status-unreachable', { url, problem: signature.code });
  // A list of somebody else could clear anything.
  if (idOf(document['issuer']) !== issuerId) return unusable('issuer');
  const dates = checkDates(
    document,
    { from: ['validFrom', 'issuanceDate'], until: ['validUntil', 'expirationDate'] },
    need.now,
  );
  if (dates.outcome === 'failed') return unusable(dates.code);
  const subject = listOf(document['credentialSubject'])[0];
  if (
    !isJsonObject(subject) ||
    !(hasType(subject, 'BitstringStatusList') || hasType(subject, 'StatusList2021'))
  )
    return unusable('type');
  if (!listOf(subject['statusPurpose']).includes(purpose)) return unusable('purpose');
  const bits = decodeStatusList(textOf(subject['encodedList']) ?? '');
  const set = bits === undefined ? undefined : statusIsSet(bits, index, size);
  if (set === undefined) return unusable('list');
  if (!set) return passed('status', 'status-good');
  if (purpose === 'revocation') return failed('status', 'revoked', { reason: '' });
  return purpose === 'suspension'
    ? failed('status', 'suspended')
    : failed('status', 'status-set', { purpose });
}

/** 1EdTechRevocationList (OB 3.0 extensions): a list of the ids of revoked credentials. */
async function revocationListEntry(
  entry: JsonObject,
  document: JsonObject,
  issuerId: string,
  need: Need,
): Promise<Check> {
  const url = textOf(entry['id']) ?? '';
  const answer = await need.documents.json(url);
  if (!answer.ok) return open('status', 'status-unreachable', { url, problem: answer.problem });
  const owner = idOf(answer.document['issuer']);
  if (owner !== undefined && owner !== issuerId) return unusable('issuer');
  const listed = [
    ...listOf(answer.document['revokedCredential']),
    ...listOf(answer.document['revokedCredentials']),
  ];
  const found = listed.find(
    (one) => idOf(one) === textOf(document['id']) && memberOf(one, 'revoked') !== false,
  );
  if (found === undefined) return passed('status', 'status-good');
  return failed('status', 'revoked', { reason: textOf(memberOf(found, 'revocationReason')) ?? '' });
}

/** Looks up every status entry of a credential, given as one or as many; the first that fails decides. */
export async function checkStatus(document: JsonObject, issuerId: string, need: Need): Promise<Check> {
  const entries = listOf(document['credentialStatus']);
  if (entries.length === 0) return passed('status', 'status-none');
  if (entries.length > mostEntries) return unusable('entries');
  const checks: Check[] = [];
  for (const entry of entries) {
    if (!isJsonObject(entry)) checks.push(unusable('entry'));
    else if (hasType(entry, 'BitstringStatusListEntry') || hasType(entry, 'StatusList2021Entry'))
      checks.push(await bitstringEntry(entry, issuerId, need));
    else if (hasType(entry, '1EdTechRevocationList'))
      checks.push(await revocationListEntry(entry, document, issuerId, need));
    else checks.push(open('status', 'status-not-supported', { type: textOf(entry['type']) ?? '' }));
  }
  return (
    checks.find(({ outcome }) => outcome === 'failed') ??
    checks.find(({ outcome }) => outcome === 'open') ??
    passed('status', 'status-good')
  );
}
