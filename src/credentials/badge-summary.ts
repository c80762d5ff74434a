import type { BadgeSummary } from '../ports/credential-reader.ts';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import { idOf, isJsonObject, listOf, memberOf, textOf } from './json-values.ts';

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [key in Name]?: string } {
  if (value === undefined) return {};
  const result: { [key in Name]?: string } = {};
  result[name] = value;
  return result;
}

function alignments(value: JsonValue | undefined): BadgeSummary['alignments'] {
  return listOf(value).flatMap((entry) => {
    const name = textOf(memberOf(entry, 'targetName'));
    const url = textOf(memberOf(entry, 'targetUrl'));
    if (name === undefined || url === undefined) return [];
    return [
      {
        name,
        url,
        ...optional('framework', textOf(memberOf(entry, 'targetFramework'))),
        ...optional('code', textOf(memberOf(entry, 'targetCode'))),
      },
    ];
  });
}

function evidence(value: JsonValue | undefined): BadgeSummary['evidence'] {
  return listOf(value)
    .slice(0, 50)
    .flatMap((entry) => {
      const piece = {
        ...optional('url', idOf(entry)),
        ...optional('name', textOf(memberOf(entry, 'name'))),
        ...optional(
          'narrative',
          textOf(memberOf(entry, 'narrative')) ?? textOf(memberOf(entry, 'description')),
        ),
      };
      return Object.keys(piece).length === 0 ? [] : [piece];
    });
}

function criteria(value: JsonValue | undefined): Pick<BadgeSummary, 'criteria' | 'criteriaUrl'> {
  return {
    ...optional('criteria', textOf(memberOf(value, 'narrative'))),
    ...optional('criteriaUrl', idOf(value)),
  };
}

function profile(value: JsonValue | undefined): BadgeSummary['issuer'] {
  return {
    ...optional('id', idOf(value)),
    ...optional('name', textOf(memberOf(value, 'name'))),
    ...optional('url', textOf(memberOf(value, 'url'))),
  };
}

/** What an OB 3.0 credential or a record (CLR) says of itself. */
export function summaryOfCredential(document: JsonObject): BadgeSummary {
  const subject = listOf(document['credentialSubject'])[0];
  const [achievement] = listOf(memberOf(subject, 'achievement'));
  const named = listOf(memberOf(subject, 'identifier')).find(
    (entry) => memberOf(entry, 'identityType') === 'name',
  );
  const said = isJsonObject(achievement) ? achievement : {};
  return {
    ...optional('id', textOf(document['id'])),
    name: textOf(said['name']) ?? textOf(document['name']) ?? '',
    ...optional('description', textOf(said['description']) ?? textOf(document['description'])),
    ...criteria(said['criteria']),
    ...optional('image', idOf(said['image']) ?? idOf(document['image'])),
    ...optional('language', textOf(said['inLanguage'])),
    issuer: profile(document['issuer']),
    ...optional('issuedAt', textOf(document['validFrom']) ?? textOf(document['issuanceDate'])),
    ...optional('validUntil', textOf(document['validUntil']) ?? textOf(document['expirationDate'])),
    ...optional('recipientName', textOf(memberOf(named, 'identityHash'))),
    alignments: alignments(said['alignment']),
    evidence: evidence(document['evidence']),
  };
}

/** What an OB 2.0 assertion, its badge class and its issuer say. */
export function summaryOfAssertion(
  assertion: JsonObject,
  badge: JsonObject | undefined,
  issuer: JsonObject | undefined,
): BadgeSummary {
  const said = badge ?? {};
  return {
    ...optional('id', textOf(assertion['id'])),
    name: textOf(said['name']) ?? '',
    ...optional('description', textOf(said['description'])),
    ...criteria(said['criteria']),
    ...optional('image', idOf(said['image']) ?? idOf(assertion['image'])),
    ...optional('language', textOf(said['@language'])),
    issuer: profile(issuer ?? said['issuer']),
    ...optional('issuedAt', textOf(assertion['issuedOn'])),
    ...optional('validUntil', textOf(assertion['expires'])),
    alignments: alignments(said['alignment']),
    evidence: evidence(assertion['evidence']),
  };
}
