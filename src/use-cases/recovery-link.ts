import { z } from 'zod';
import { parseIdentity, type IdentityKey } from '../domain/identity.ts';
import type { Person, PersonId } from '../domain/person.ts';
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

/** What stopping needs: the new address, and where the person was known before. */
export type RecoveryStop = {
  readonly personId: PersonId;
  readonly address: string;
  readonly identity: IdentityKey;
  /** Their addresses. */
  readonly before: readonly IdentityKey[];
  /** Their accounts on platforms; links that were made by an earlier version lack them. */
  readonly accounts?: readonly IdentityKey[];
  /** When the new address was confirmed, whatever became of it since. */
  readonly confirmedAt?: Date;
};

export function recoverySubject(recovery: Recovery): OneTimeLink['subject'] {
  const { personId, lost, address: _, ...rest } = recovery;
  return { person: personId, lost: written(lost), ...rest };
}

export function stopSubject(stop: RecoveryStop): OneTimeLink['subject'] {
  const { personId, identity, before, accounts, confirmedAt } = stop;
  return {
    person: personId,
    identity,
    before: written(before),
    // Names of accounts may hold spaces.
    ...(accounts === undefined ? {} : { accounts: JSON.stringify(accounts) }),
    ...(confirmedAt === undefined ? {} : { confirmed: confirmedAt.toISOString() }),
  };
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
  const { person, identity = '', before = '', accounts, confirmed } = link.subject;
  const parsed = parseIdentity(identity);
  if (person === undefined || parsed?.kind !== 'email') return undefined;
  return {
    personId: person,
    address: parsed.address,
    identity,
    before: read(before),
    ...(accounts === undefined ? {} : { accounts: keysShape.parse(JSON.parse(accounts)) }),
    // An earlier version wrote that it was confirmed, and not when.
    ...(confirmed === undefined
      ? {}
      : { confirmedAt: confirmed === 'yes' ? link.createdAt : new Date(confirmed) }),
  };
}

/** Where a person is known now, as stopping needs it. */
export function knownPlaces({ identities }: Person): Required<Pick<RecoveryStop, 'before' | 'accounts'>> {
  const keys = (mail: boolean) =>
    identities.flatMap(({ key, identity }) => ((identity.kind === 'email') === mail ? [key] : []));
  return { before: keys(true), accounts: keys(false) };
}

/** The code that goes by the owner, bound to the link that goes by mail: neither does anything alone. */
export function recoveryCodeHash(token: string, code: string): string {
  return oneTimeTokenHash(`${token}:${foldTypedCode(code)}`);
}

const keysShape = z.array(z.string());

/** Addresses hold no spaces. */
function written(keys: readonly IdentityKey[]): string {
  return keys.join(' ');
}

function read(keys: string): readonly IdentityKey[] {
  return keys.split(' ').filter((key) => key !== '');
}
