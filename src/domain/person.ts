import { identityKey, workspaceOf, type Identity, type IdentityKey } from './identity.ts';
import type { EntryRef } from './entry-ref.ts';
import type { Locale } from './localized-text.ts';

export type PersonId = string;

/** Stands where the id of somebody stood who was erased. */
export const nobody: PersonId = 'erased';

/** An identity as linked to a person, and how we know that it is theirs. */
export type LinkedIdentity = {
  readonly key: IdentityKey;
  readonly identity: Identity;
  /** `platform`: the workspace says so; `confirmed`: a mailed code was typed in; `catalogue`: named in advance. */
  readonly vouchedBy: 'platform' | 'confirmed' | 'catalogue';
  readonly linkedAt: Date;
  /** The account was deactivated or left the workspace: nothing is sent there any more. */
  readonly goneAt?: Date;
};

/** How often a person wants their digest; weekly until they choose. */
export type DigestSchedule = 'weekly' | 'monthly' | 'off';

/** What a person chose for themselves. */
export type Preferences = {
  readonly digest?: DigestSchedule;
  /** The hour at which the digest comes, on their own clocks; 9 until they choose. */
  readonly digestHour?: number;
  /** Where the digest comes, if it can; chat until they choose. */
  readonly digestBy?: 'chat' | 'mail';
  /** When they turned the digest off: in their settings, or by the link in a mail. Says nothing while it is on. */
  readonly digestOff?: { readonly at: Date; readonly by: 'choice' | 'link' };
};

export type Person = {
  readonly id: PersonId;
  readonly name?: string;
  readonly locale?: Locale;
  /** The person chose the language; a platform's locale no longer changes it. */
  readonly localeChosen?: boolean;
  /** IANA zone, such as `Europe/Amsterdam`. */
  readonly timeZone?: string;
  /** The person chose the zone; a platform's no longer changes it. */
  readonly timeZoneChosen?: boolean;
  readonly identities: readonly LinkedIdentity[];
  readonly preferences?: Preferences;
  /** The entries that stand above the others in their passport, in that order; at most `mostPinned`. */
  readonly pinned?: readonly EntryRef[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Everything of this person lives on under that id; kept so that old references still resolve. */
  readonly mergedInto?: PersonId;
};

/** So few that they still stand out. */
export const mostPinned = 3;

/** What a platform tells of an account. Absent is unknown, and never erases what is known. */
export type AccountFacts = {
  readonly name?: string;
  readonly locale?: Locale;
  readonly timeZone?: string;
};

/** The person with newly learnt facts; the same object when nothing changed. */
export function withFacts(person: Person, facts: AccountFacts, now: Date): Person {
  const name = facts.name?.trim() || person.name;
  const locale = person.localeChosen ? person.locale : (facts.locale ?? person.locale);
  const timeZone = person.timeZoneChosen ? person.timeZone : (facts.timeZone ?? person.timeZone);
  if (name === person.name && locale === person.locale && timeZone === person.timeZone) return person;
  return {
    ...person,
    ...(name === undefined ? {} : { name }),
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { timeZone }),
    updatedAt: now,
  };
}

export function linkIdentity(
  person: Person,
  identity: Identity,
  vouchedBy: LinkedIdentity['vouchedBy'],
  now: Date,
): Person {
  const key = identityKey(identity);
  if (person.identities.some((linked) => linked.key === key)) return person;
  return {
    ...person,
    identities: [...person.identities, { key, identity, vouchedBy, linkedAt: now }],
    updatedAt: now,
  };
}

/** The person with an account that was named in advance and that is known now to be theirs; the same object otherwise. */
export function vouchFor(
  person: Person,
  key: IdentityKey | undefined,
  vouchedBy: Exclude<LinkedIdentity['vouchedBy'], 'catalogue'>,
  now: Date,
): Person {
  if (!person.identities.some((linked) => linked.key === key && linked.vouchedBy === 'catalogue'))
    return person;
  return {
    ...person,
    identities: person.identities.map((linked) =>
      linked.key === key ? { ...linked, vouchedBy, linkedAt: now } : linked,
    ),
    updatedAt: now,
  };
}

/** An address that is theirs, not one that somebody else merely wrote down. */
export function hasOwnAddress({ identities }: Pick<Person, 'identities'>): boolean {
  return identities.some(
    ({ identity, vouchedBy, goneAt }) =>
      identity.kind === 'email' && vouchedBy !== 'catalogue' && goneAt === undefined,
  );
}

/** Where to reach a person: the asked workspace first, then another chat, then mail. A course takes no messages. */
export function reachableIdentity(person: Person, preferredWorkspace?: string): LinkedIdentity | undefined {
  const live = person.identities.filter(
    ({ identity, goneAt }) => goneAt === undefined && identity.kind !== 'lti',
  );
  return (
    live.find(
      (linked) => preferredWorkspace !== undefined && workspaceOf(linked.identity) === preferredWorkspace,
    ) ??
    live.find((linked) => linked.identity.kind === 'slack' || linked.identity.kind === 'teams') ??
    live.find((linked) => linked.identity.kind === 'email')
  );
}
