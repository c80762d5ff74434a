import type {
  BadgeReading,
  BadgeSource,
  Check,
  CredentialReader,
  ExpectedRecipient,
  SafeFetch,
  Verdict,
} from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { summaryOfCredential } from './badge-summary.ts';
import { checkDates } from './check-dates.ts';
import { checkRecipient, recipientOfSubject } from './check-recipient.ts';
import { checkStatus } from './check-status.ts';
import { failed, passed } from './checks.ts';
import { createForeignDocuments, type ForeignDocuments, type LocalDocuments } from './foreign-documents.ts';
import { createKeyFinder, type KeyFinder } from './issuer-key-finder.ts';
import { hasType, idOf, isJsonObject, listOf } from './json-values.ts';
import { readAssertion, type AssertionSource } from './read-assertion.ts';
import { readCarrier, type Content } from './read-carrier.ts';
import { documentIn, verifySignature, type SignedCredential } from './verify-credential.ts';
import { isSignedAssertion, openJwt } from './verify-jwt.ts';

type Need = {
  readonly documents: ForeignDocuments;
  readonly keys: KeyFinder;
  readonly now: Date;
  readonly recipient: ExpectedRecipient | undefined;
};

const everyType =
  'application/vc+ld+json, application/vc, application/ld+json, application/json;q=0.9, image/png;q=0.8, image/svg+xml;q=0.8, text/plain;q=0.7';
const mostParts = 200;
const periods = { from: ['validFrom', 'issuanceDate'], until: ['validUntil', 'expirationDate'] };

function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'invalid';
  const decided = (['signature', 'issuer'] as const).every((name) =>
    checks.some((check) => check.name === name && check.outcome === 'passed'),
  );
  return decided ? 'valid' : 'unverifiable';
}

function result(checks: readonly Check[], rest: Omit<BadgeReading, 'checks' | 'verdict'> = {}): BadgeReading {
  return { verdict: verdictOf(checks), checks, ...rest };
}

function versionOf(document: JsonObject): '3.0' | 'clr-2.0' | undefined {
  if (!hasType(document, 'VerifiableCredential')) return undefined;
  if (hasType(document, 'ClrCredential')) return 'clr-2.0';
  return hasType(document, 'OpenBadgeCredential') || hasType(document, 'AchievementCredential')
    ? '3.0'
    : undefined;
}

/** What a credential lacks to be a badge; undefined when it is one. */
function shapeFault(document: JsonObject, inside: boolean): Check | undefined {
  const version = versionOf(document);
  if (version === undefined || (inside && version === 'clr-2.0')) return failed('format', 'not-a-badge');
  const subject = listOf(document['credentialSubject'])[0];
  if (!isJsonObject(subject)) return failed('format', 'missing-field', { field: 'credentialSubject' });
  if (version === '3.0' && !isJsonObject(listOf(subject['achievement'])[0]))
    return failed('format', 'missing-field', { field: 'achievement' });
  return undefined;
}

async function readCredential(signed: SignedCredential, need: Need, inside = false): Promise<BadgeReading> {
  const document = documentIn(signed);
  const rest = { form: signed.form, document, ...(signed.form === 'jwt' ? { jwt: signed.opened.jwt } : {}) };
  const fault = shapeFault(document, inside);
  if (fault !== undefined) return result([fault], rest);
  const version = versionOf(document) ?? '3.0';
  const [first] = listOf(document['credentialSubject']);
  const subject = isJsonObject(first) ? first : {};
  const { signature, issuer } = await verifySignature(signed, need.keys, need.now);
  const issuerId = idOf(document['issuer']) ?? '';
  const checks = [
    passed('format', 'format-known', { version, form: signed.form }),
    signature,
    issuer,
    checkDates(document, periods, need.now),
    // Lists are fetched only for what its issuer signed.
    ...(signature.outcome === 'passed' && issuer.outcome === 'passed'
      ? [await checkStatus(document, issuerId, need)]
      : []),
    checkRecipient(recipientOfSubject(subject), need.recipient),
  ];
  const parts = version === 'clr-2.0' ? await readParts(subject, need) : undefined;
  return result(checks, {
    version,
    ...rest,
    summary: summaryOfCredential(document),
    ...(parts === undefined ? {} : { parts }),
  });
}

async function readParts(subject: JsonObject, need: Need): Promise<readonly BadgeReading[]> {
  const parts: BadgeReading[] = [];
  for (const part of listOf(subject['verifiableCredential']).slice(0, mostParts)) {
    const opened = typeof part === 'string' ? openJwt(part) : undefined;
    if (isJsonObject(part)) parts.push(await readCredential({ form: 'json', document: part }, need, true));
    else if (opened !== undefined) parts.push(await readCredential({ form: 'jwt', opened }, need, true));
    else parts.push(result([failed('format', 'not-a-badge')]));
  }
  return parts;
}

async function readOlder(source: AssertionSource, need: Need): Promise<BadgeReading> {
  const form = source.kind === 'signed' ? 'jwt' : 'json';
  const { checks, ...rest } = await readAssertion(source, need);
  return result([passed('format', 'format-known', { version: '2.0', form }), ...checks], {
    version: '2.0',
    form,
    ...rest,
    ...(source.kind === 'signed' ? { jwt: source.opened.jwt } : {}),
  });
}

function isAssertion(document: JsonObject): boolean {
  return (
    hasType(document, 'Assertion') ||
    (document['badge'] !== undefined && document['recipient'] !== undefined) ||
    document['revoked'] === true
  );
}

async function readContent(content: Content, need: Need): Promise<BadgeReading> {
  if (content.kind === 'url') return readAddress(content.url, need, false);
  if (content.kind === 'jwt') {
    const { opened } = content;
    if (isSignedAssertion(opened.payload)) return readOlder({ kind: 'signed', opened }, need);
    return readCredential({ form: 'jwt', opened }, need);
  }
  const { document } = content;
  if (hasType(document, 'VerifiableCredential')) return readCredential({ form: 'json', document }, need);
  if (isAssertion(document)) return readOlder({ kind: 'hosted', file: document }, need);
  return result([failed('format', 'not-a-badge')]);
}

/** Reads what is at an address. `follow`: an address found there may be followed once more. */
async function readAddress(url: string, need: Need, follow: boolean): Promise<BadgeReading> {
  const answer = await need.documents.get(url, everyType);
  if (!answer.ok) {
    if (answer.problem === 'gone') return readOlder({ kind: 'hosted', url }, need);
    const unreachable = ['timeout', 'no-connection', 'not-found', 'bad-status', 'too-many-fetches'].includes(
      answer.problem,
    );
    return result([
      failed('format', unreachable ? 'url-unreachable' : 'url-refused', { url, problem: answer.problem }),
    ]);
  }
  const found = readCarrier(answer.bytes);
  if (!found.ok) return result([found.check]);
  const { content } = found;
  if (content.kind === 'url')
    return follow ? readAddress(content.url, need, false) : result([failed('format', 'not-a-badge')]);
  if (
    content.kind === 'json' &&
    !hasType(content.document, 'VerifiableCredential') &&
    isAssertion(content.document)
  )
    return readOlder({ kind: 'hosted', url: idOf(content.document) ?? url, file: content.document }, need);
  return readContent(content, need);
}

async function read(source: BadgeSource, need: Need): Promise<BadgeReading> {
  if (source.kind === 'url') return { ...(await readAddress(source.url.trim(), need, true)), carrier: 'url' };
  const bytes = source.kind === 'bytes' ? source.bytes : new TextEncoder().encode(source.text);
  const found = readCarrier(bytes);
  const carrier = found.carrier === undefined ? {} : { carrier: found.carrier };
  if (!found.ok) return { ...result([found.check]), ...carrier };
  return { ...(await readContent(found.content, need)), ...carrier };
}

/**
 * Reads badges of others, and our own the same way: `localDocuments` answers for the documents of this deployment,
 * asked by their public address (did:web always asks by https, also where this deployment is tried out on http).
 */
export function createCredentialReader(options: {
  readonly fetch: SafeFetch;
  readonly localDocuments?: LocalDocuments;
  /** Told of what should not happen, for the log. */
  readonly onFault?: (error: unknown) => void;
}): CredentialReader {
  return {
    async readBadge(source, { now, recipient }) {
      const documents = createForeignDocuments(options.fetch, options.localDocuments);
      const need = { documents, keys: createKeyFinder(documents, now), now, recipient };
      try {
        return await read(source, need);
      } catch (error) {
        options.onFault?.(error);
        // Whatever a stranger's file brings about is a fault of the file; the check list says so.
        return result([failed('format', 'format-unknown')]);
      }
    },
  };
}
