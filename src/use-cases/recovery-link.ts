import { parseIdentity, type IdentityKey } from '../domain/identity.ts';
import type { PersonId } from '../domain/person.ts';
import type { OneTimeLink } from '../ports/one-time-link-repository.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import { foldTypedCode } from './typed-code.ts';

const day = 24 * 60 * 60 * 1000;
/** How long the person has to confirm the new address, in milliseconds. */
export const recoveryLifeMs = 2 * day;
/** How long a recovery can be stopped or undone from the places that were told of it, in milliseconds. */
export const recoveryStopMs = 14 * day;

/** What an owner asked for: a new address for a person, and which of the old ones are lost. */
export type Recovery = {
  readonly personId: PersonId;
  readonly address: string;
  readonly identity: IdentityKey;
  readonly lost: readonly IdentityKey[];
  /** Of the code that the owner hands over. */
  readonly codeHash: string;
  /** Of the link that stops it. */
  readonly stopHash: string;
  /** The owner, or `operator`. */
  readonly by: string;
};

/** What stopping needs: the new address, and the addresses that the person had before. */
export type RecoveryStop = {
  readonly personId: PersonId;
  readonly address: string;
  readonly identity: IdentityKey;
  readonly before: readonly IdentityKey[];
};

export function recoverySubject(recovery: Recovery): OneTimeLink['subject'] {
  const { personId, lost, address: _, ...rest } = recovery;
  return { person: personId, lost: written(lost), ...rest };
}

export function stopSubject({ personId, identity, before }: RecoveryStop): OneTimeLink['subject'] {
  return { person: personId, identity, before: written(before) };
}

export function readRecovery(link: OneTimeLink | undefined): Recovery | undefined {
  if (link?.purpose !== 'recovery') return undefined;
  const { person, identity = '', lost = '', codeHash, stopHash, by } = link.subject;
  const parsed = parseIdentity(identity);
  if (person === undefined || codeHash === undefined || stopHash === undefined || by === undefined)
    return undefined;
  if (parsed?.kind !== 'email') return undefined;
  return { personId: person, address: parsed.address, identity, lost: read(lost), codeHash, stopHash, by };
}

export function readStop(link: OneTimeLink | undefined): RecoveryStop | undefined {
  if (link?.purpose !== 'recovery-stop') return undefined;
  const { person, identity = '', before = '' } = link.subject;
  const parsed = parseIdentity(identity);
  if (person === undefined || parsed?.kind !== 'email') return undefined;
  return { personId: person, address: parsed.address, identity, before: read(before) };
}

/** The code that goes by the owner, bound to the link that goes by mail: neither does anything alone. */
export function recoveryCodeHash(token: string, code: string): string {
  return oneTimeTokenHash(`${token}:${foldTypedCode(code)}`);
}

/** Addresses hold no spaces. */
function written(keys: readonly IdentityKey[]): string {
  return keys.join(' ');
}

function read(keys: string): readonly IdentityKey[] {
  return keys.split(' ').filter((key) => key !== '');
}
