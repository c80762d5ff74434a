import type { JsonObject } from '../ports/credential-signer.ts';
import { hostOf } from './addresses.ts';
import {
  assertionReading,
  assertionTypes,
  type AssertionNeed,
  type AssertionReading,
} from './assertion-reading.ts';
import { findAssertionIssuer } from './assertion-issuer.ts';
import { summaryOfAssertion } from './badge-summary.ts';
import { failed, open, passed } from './checks.ts';
import { idOf, memberOf, textOf } from './json-values.ts';
import { readSignedAssertion } from './read-signed-assertion.ts';
import type { OpenedJwt } from './verify-jwt.ts';

/** An OB 2.0 assertion as it came: a file that names its address, the address alone, or signed. */
export type AssertionSource =
  | { readonly kind: 'hosted'; readonly url?: string; readonly file?: JsonObject }
  | { readonly kind: 'signed'; readonly opened: OpenedJwt };

function momentOf(value: JsonObject[string] | undefined): number {
  return Date.parse(textOf(value) ?? '');
}

function identityOf(assertion: JsonObject): string {
  const { recipient } = assertion;
  return JSON.stringify([memberOf(recipient, 'identity'), memberOf(recipient, 'salt')]);
}

/** What must not differ between the file that somebody has and what the host says. */
function sameAward(file: JsonObject, hosted: JsonObject): boolean {
  return (
    identityOf(file) === identityOf(hosted) &&
    idOf(file['badge']) === idOf(hosted['badge']) &&
    Object.is(momentOf(file['issuedOn']), momentOf(hosted['issuedOn'])) &&
    Object.is(momentOf(file['expires']), momentOf(hosted['expires']))
  );
}

async function readHosted(
  url: string,
  file: JsonObject | undefined,
  need: AssertionNeed,
): Promise<AssertionReading> {
  const host = hostOf(url);
  const answer = await need.documents.json(url, assertionTypes);
  const said = answer.ok ? answer.document : answer.body;
  const gone = !answer.ok && answer.problem === 'gone';
  if (gone || said?.['revoked'] === true) {
    const reason = textOf(said?.['revocationReason']) ?? '';
    return {
      ...(file === undefined
        ? {}
        : { document: file, summary: summaryOfAssertion(file, undefined, undefined) }),
      checks: [
        passed('signature', 'hosted-match', { host }),
        open('issuer', 'revoked', { reason }),
        failed('status', 'revoked', { reason }),
      ],
    };
  }
  if (!answer.ok) {
    const params = { url, problem: answer.problem };
    const refused = ['not-https', 'bad-address', 'private-address', 'too-many-redirects'].includes(
      answer.problem,
    );
    return {
      ...(file === undefined
        ? {}
        : { document: file, summary: summaryOfAssertion(file, undefined, undefined) }),
      checks: [
        refused ? failed('signature', 'url-refused', params) : open('signature', 'url-unreachable', params),
        open('issuer', 'url-unreachable', params),
      ],
    };
  }
  const hosted = answer.document;
  const found = await findAssertionIssuer(hosted, url, need.documents);
  const signature =
    idOf(hosted) !== url
      ? failed('signature', 'hosted-mismatch', { host })
      : file !== undefined && !sameAward(file, hosted)
        ? failed('signature', 'hosted-differs', { host })
        : passed('signature', 'hosted-match', { host });
  return assertionReading(hosted, signature, found, passed('status', 'status-good'), need);
}

/** Reads an OB 2.0 assertion: hosted (its host is asked) or signed (JWS). */
export async function readAssertion(source: AssertionSource, need: AssertionNeed): Promise<AssertionReading> {
  if (source.kind === 'signed') return readSignedAssertion(source.opened, need);
  const { file } = source;
  const url = source.url ?? idOf(file);
  if (url === undefined || !/^https?:\/\//iu.test(url))
    return {
      checks: [failed('signature', 'missing-field', { field: 'id' })],
      ...(file === undefined ? {} : { document: file }),
    };
  return readHosted(url, file, need);
}
