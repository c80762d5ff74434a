import type { Actor } from '../domain/actor.ts';
import { entryKey, type EntryRef } from '../domain/entry-ref.ts';
import {
  longestShareLabel,
  mostSharedEntries,
  mostShares,
  shareStandingOf,
  type PassportShare,
} from '../domain/passport-share.ts';
import type { Passport } from '../domain/passport.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { once } from './once.ts';
import { showPassport } from './show-passport.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type SharePassport = {
  readonly actor: Actor;
  readonly deliveryKey: string;
  readonly entries: readonly EntryRef[];
  readonly withEvidence: boolean;
  readonly label?: string;
  /** Shared until then; without an end when absent. */
  readonly expiresAt?: Date;
};

/** The parts of a passport that these entries name. */
export function chosenOf(
  passport: Passport,
  entries: readonly EntryRef[],
): Pick<Passport, 'awards' | 'experiences' | 'imported'> {
  const chosen = new Set(entries.map(entryKey));
  const has =
    (kind: EntryRef['kind']) =>
    ({ id }: { readonly id: string }) =>
      chosen.has(entryKey({ kind, id }));
  return {
    awards: passport.awards.filter(has('award')),
    experiences: passport.experiences.filter(has('experience')),
    imported: passport.imported.filter(has('import')),
  };
}

/**
 * Makes a link that shows just these entries of the actor's own passport. Ids of what is not in it, or is hidden
 * there, are left out. Refused: `nothing-chosen`; `invalid` for a label or an end that is no good, or too many of
 * either entries or links.
 */
export async function sharePassport(
  deps: Deps,
  command: SharePassport,
): Promise<Outcome<{ readonly share: PassportShare }>> {
  const { actor, expiresAt } = command;
  const now = deps.clock();
  const label = command.label?.trim() ?? '';
  if (label.length > longestShareLabel)
    return refused({ code: 'invalid', field: 'label', problem: 'too-long' });
  if (expiresAt !== undefined && !(expiresAt > now))
    return refused({ code: 'invalid', field: 'expires', problem: 'not-a-date' });
  const shown = await showPassport(deps, { personId: actor.personId });
  if (!shown.ok) return shown;
  const { awards, experiences, imported } = chosenOf(shown.passport, command.entries);
  const ref =
    (kind: EntryRef['kind']) =>
    ({ id }: { readonly id: string }): EntryRef => ({ kind, id });
  const entries = [
    ...awards.map(ref('award')),
    ...experiences.map(ref('experience')),
    ...imported.map(ref('import')),
  ];
  if (entries.length === 0) return refused({ code: 'nothing-chosen' });
  if (entries.length > mostSharedEntries)
    return refused({ code: 'invalid', field: 'entries', problem: 'too-long' });
  const share: PassportShare = {
    token: deps.ids.token(),
    personId: shown.passport.person.id,
    ...(label === '' ? {} : { label }),
    entries,
    withEvidence: command.withEvidence,
    createdAt: now,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    views: 0,
  };
  const known = await deps.store.shares.ofPerson(share.personId);
  if (known.filter((each) => shareStandingOf(each, now) === 'open').length >= mostShares)
    return refused({ code: 'invalid', field: 'shares', problem: 'too-long' });
  return once<Outcome<{ readonly share: PassportShare }>>(
    deps,
    command.deliveryKey,
    async (repositories) => {
      await repositories.shares.insert(share);
      await repositories.audit.add(
        auditEntry(deps, actor, 'passport-shared', [`person:${share.personId}`], {
          detail: { entries: entries.length, withEvidence: share.withEvidence },
        }),
      );
      // The token is the permission itself: the record of deliveries does not keep it.
      return { made: [], result: { ok: true, share } };
    },
    async () => {
      const [latest] = await deps.store.shares.ofPerson(share.personId);
      return { ok: true, share: latest ?? share };
    },
  );
}

/** Withdraws a link of the actor's own, at once and for good. */
export async function withdrawShare(
  deps: Deps,
  command: { readonly actor: Actor; readonly token: string },
): Promise<Outcome<object>> {
  return deps.store.transact(async (repositories) => {
    const share = await ownShare(repositories, command);
    if (share === undefined) return refused({ code: 'unknown-share' });
    if (share.withdrawnAt !== undefined) return { ok: true };
    await repositories.shares.save({ ...share, withdrawnAt: deps.clock() });
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'share-withdrawn', [`person:${share.personId}`]),
    );
    return { ok: true };
  });
}

async function ownShare(
  { shares, persons }: Pick<Repositories, 'shares' | 'persons'>,
  { actor, token }: { readonly actor: Actor; readonly token: string },
): Promise<PassportShare | undefined> {
  const [share, person] = await Promise.all([shares.find(token), persons.find(actor.personId)]);
  return share?.personId === person?.id ? share : undefined;
}
