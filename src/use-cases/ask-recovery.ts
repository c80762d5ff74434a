import type { Actor } from '../domain/actor.ts';
import { identityKey, parseIdentity, type IdentityKey } from '../domain/identity.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { mayLookAfter } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { lookingAfter } from './looking-after.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import { outboxMessage } from './outbox-message.ts';
import {
  knownPlaces,
  recoveryCodeHash,
  recoveryLifeMs,
  recoveryStopMs,
  recoverySubject,
  stopSubject,
} from './recovery-link.ts';
import { tellPerson } from './tell-person.ts';
import { newTypedCode } from './typed-code.ts';

export type AskRecovery = {
  readonly actor: Actor;
  readonly personId: PersonId;
  /** The new address. */
  readonly address: string;
  /** Which of the person's addresses are lost, and go when the new one is confirmed. */
  readonly lost?: readonly IdentityKey[];
};

/**
 * Begins to give somebody a new address, by an owner or the operator (`mayLookAfter`). It takes two halves: a link that is
 * mailed to the new address, and a code in the answer, which the owner hands to the person themselves. So a mistyped
 * address gives nobody the account. Every place where the person is known is told, with a way to stop it. Asking again
 * replaces what was asked before. Refused: `identity-taken` when the address is somebody's.
 */
export async function askRecovery(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids; readonly mailOn: boolean },
  command: AskRecovery,
): Promise<Outcome<{ readonly code: string; readonly expiresAt: Date; readonly person: Person }>> {
  const { actor } = command;
  if (!deps.mailOn) return refused({ code: 'mail-off' });
  const now = deps.clock();
  const [code, token, stop] = [newTypedCode(deps.ids), deps.ids.token(), deps.ids.token()];
  return deps.store.transact(async (repositories) => {
    const person = await repositories.persons.find(command.personId);
    if (person === undefined) return refused({ code: 'unknown-person', said: command.personId });
    const refusal = mayLookAfter(actor, person.id, await lookingAfter(repositories, actor, person));
    if (refusal !== undefined) return refused(refusal);
    const identity = parseIdentity(`email:${command.address}`);
    if (identity?.kind !== 'email' || identity.address.length > 254)
      return refused({ code: 'invalid', field: 'email', problem: 'not-an-identity' });
    const key = identityKey(identity);
    if ((await repositories.persons.findByIdentity(key)) !== undefined)
      return refused({ code: 'identity-taken' });

    const places = knownPlaces(person);
    const lost = places.before.filter((known) => command.lost?.includes(known));
    const { address } = identity;
    const expiresAt = new Date(now.getTime() + recoveryLifeMs);
    const stopHash = oneTimeTokenHash(stop);
    const codeHash = recoveryCodeHash(token, code);
    await repositories.oneTimeLinks.removeOfPerson(person.id, { keep: 'recovery-stop' });
    await repositories.oneTimeLinks.insert({
      tokenHash: oneTimeTokenHash(token),
      purpose: 'recovery',
      subject: recoverySubject({
        personId: person.id,
        address,
        identity: key,
        lost,
        codeHash,
        stopHash,
        by: actor.personId,
      }),
      createdAt: now,
      expiresAt,
    });
    await repositories.oneTimeLinks.insert({
      tokenHash: stopHash,
      purpose: 'recovery-stop',
      subject: stopSubject({ personId: person.id, address, identity: key, ...places }),
      createdAt: now,
      expiresAt: new Date(now.getTime() + recoveryStopMs),
    });
    const destination = {
      kind: 'person',
      identity: key,
      personId: person.id,
      locale: person.locale ?? 'nl',
    } as const;
    await repositories.outbox.insert([
      outboxMessage(
        deps,
        `recovery:${oneTimeTokenHash(token)}`,
        destination,
        { kind: 'recovery-link', token, expiresAt },
        [person.id],
      ),
      ...tellPerson(deps, person, { kind: 'recovery-told', address, step: 'asked', stop }),
    ]);
    await repositories.audit.add(
      auditEntry(deps, actor, 'recovery-asked', [`person:${person.id}`], { detail: { lost: lost.length } }),
    );
    return { ok: true, code, expiresAt, person };
  });
}
