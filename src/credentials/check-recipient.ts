import { createHash } from 'node:crypto';
import type { Check, ExpectedRecipient } from '../ports/credential-reader.ts';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import { foldAddress } from '../domain/identity.ts';
import { failed, open, passed } from './checks.ts';
import { isJsonObject, listOf, textOf } from './json-values.ts';

/** What a badge says of whose it is: ids, and identities in the clear or hashed with a salt. */
export type NamedRecipient = {
  readonly ids: readonly string[];
  readonly identities: readonly { readonly value: string; readonly salt: string; readonly hashed: boolean }[];
};

/** From an OB 3.0 subject. Only e-mail addresses can be compared; a name proves nothing. */
export function recipientOfSubject(subject: JsonObject): NamedRecipient {
  const id = textOf(subject['id']);
  const identities = listOf(subject['identifier'])
    .filter(isJsonObject)
    .flatMap((entry) => {
      const value = textOf(entry['identityHash']);
      if (value === undefined || textOf(entry['identityType']) !== 'emailAddress') return [];
      return [{ value, salt: textOf(entry['salt']) ?? '', hashed: entry['hashed'] === true }];
    });
  return { ids: id === undefined ? [] : [id], identities };
}

/** From an OB 2.0 assertion. */
export function recipientOfAssertion(recipient: JsonValue | undefined): NamedRecipient {
  if (!isJsonObject(recipient)) return { ids: [], identities: [] };
  const value = textOf(recipient['identity']);
  if (value === undefined) return { ids: [], identities: [] };
  const hashed = recipient['hashed'] === true || /^(?:sha256|md5)\$/u.test(value);
  const type = textOf(recipient['type']);
  if (type !== 'email' && !hashed) return { ids: [value], identities: [] };
  return { ids: [], identities: [{ value, salt: textOf(recipient['salt']) ?? '', hashed }] };
}

const capital = (text: string) =>
  text.replace(/(^|[.\-_])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
const writings = [
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1),
  capital,
];

/** Ways in which an issuer may have written the address before hashing it: either half as people and systems do. */
function spellings(address: string): readonly string[] {
  const folded = foldAddress(address);
  const at = folded.lastIndexOf('@');
  const [local, domain] = [folded.slice(0, at), folded.slice(at + 1)];
  return [
    ...new Set([
      address.trim(),
      ...writings.flatMap((write) => writings.map((also) => `${write(local)}@${also(domain)}`)),
    ]),
  ];
}

function isHashOf(value: string, text: string): boolean {
  const [algorithm, wanted = ''] = value.split('$');
  if (algorithm !== 'sha256' && algorithm !== 'md5') return false;
  return createHash(algorithm).update(text, 'utf8').digest('hex') === wanted.toLowerCase();
}

/** Whether the badge is this person's: one of their ids, or one of their confirmed addresses in any case. */
export function checkRecipient(named: NamedRecipient, expected: ExpectedRecipient | undefined): Check {
  if (expected === undefined) return open('recipient', 'recipient-not-asked');
  if (named.ids.some((id) => expected.ids?.includes(id))) return passed('recipient', 'recipient-match');
  if (named.identities.length === 0) return open('recipient', 'recipient-unverifiable');
  const match = named.identities.some(({ value, salt, hashed }) =>
    expected.addresses.some((address) =>
      hashed
        ? spellings(address).some((spelling) => isHashOf(value, spelling + salt))
        : foldAddress(value.replace(/^mailto:/iu, '')) === foldAddress(address),
    ),
  );
  return match ? passed('recipient', 'recipient-match') : failed('recipient', 'recipient-mismatch');
}
