import { operator, operatorActor, type Actor } from '../domain/actor.ts';
import { linkIdentity, type Person } from '../domain/person.ts';
import { mayLookAfter } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { lookingAfter } from './looking-after.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import {
  knownPlaces,
  readRecovery,
  readStop,
  recoveryCodeHash,
  recoveryStopMs,
  stopSubject,
  type Recovery,
} from './recovery-link.ts';
import { tellPerson } from './tell-person.ts';

/** Whether a recovery waits behind this link; looking does not use it up, and says nothing of whose it is. */
export async function showRecovery(
  deps: { readonly store: Store; readonly clock: Clock },
  query: { readonly token: string },
): Promise<Outcome<object>> {
  const link = await deps.store.oneTimeLinks.peek(oneTimeTokenHash(query.token), deps.clock());
  return readRecovery(link) === undefined ? refused({ code: 'recovery-void' }) : { ok: true };
}

/**
 * Confirms the new address: by the link that was mailed there, and the code that the owner handed over. Addresses that
 * were said to be lost go, with every session. Whether the owner may do this is asked once more. Refused: `wrong-code`,
 * which leaves the link as it was; `recovery-void`; `identity-taken` when the address became somebody's meanwhile.
 */
export async function confirmRecovery(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly token: string; readonly code: string },
): Promise<Outcome<{ readonly person: Person; readonly identity: string }>> {
  const hash = oneTimeTokenHash(command.token);
  const now = deps.clock();
  const stop = deps.ids.token();
  return deps.store.transact(async (repositories) => {
    const recovery = readRecovery(await repositories.oneTimeLinks.peek(hash, now));
    if (recovery === undefined) return refused({ code: 'recovery-void' });
    if (recovery.codeHash !== recoveryCodeHash(command.token, command.code))
      return refused({ code: 'wrong-code' });
    const { address, identity } = recovery;
    const person = await repositories.persons.find(recovery.personId);
    if (person === undefined || !(await stillMay(repositories, recovery, person)))
      return refused({ code: 'recovery-void' });
    if ((await repositories.oneTimeLinks.take(hash, now)) === undefined)
      return refused({ code: 'recovery-void' });
    if ((await repositories.persons.findByIdentity(identity)) !== undefined)
      return refused({ code: 'identity-taken' });

    const linked = linkIdentity(person, { kind: 'email', address }, 'confirmed', now);
    const left = linked.identities.filter(({ key }) => !recovery.lost.includes(key));
    const renewed: Person = { ...linked, identities: left };
    await repositories.persons.save(renewed);
    // Whoever has the lost address may be signed in by it, or have a link there that signs them in.
    if (recovery.lost.length > 0) await repositories.sessions.removeOfPerson(person.id);
    await repositories.oneTimeLinks.removeOfPerson(person.id, { keep: 'recovery-stop' });
    await repositories.oneTimeLinks.insert({
      tokenHash: oneTimeTokenHash(stop),
      purpose: 'recovery-stop',
      subject: stopSubject({
        personId: person.id,
        address,
        identity,
        ...knownPlaces(person),
        confirmedAt: now,
      }),
      createdAt: now,
      expiresAt: new Date(now.getTime() + recoveryStopMs),
    });
    // The way to stop it that was sent before undoes it from now on, also where the new address is taken away again.
    const asked = await repositories.oneTimeLinks.take(recovery.stopHash, now);
    const earlier = readStop(asked);
    if (asked !== undefined && earlier !== undefined)
      await repositories.oneTimeLinks.insert({
        ...asked,
        subject: stopSubject({ ...earlier, confirmedAt: now }),
      });
    // The lost addresses are told too: who lost one by somebody else's hand may read it yet.
    await repositories.outbox.insert(
      tellPerson(
        deps,
        person,
        { kind: 'recovery-told', address, step: 'done', stop },
        { butAddress: address },
      ),
    );
    const actor: Actor = { personId: person.id, standing: 'member', via: 'web' };
    await repositories.audit.add(
      auditEntry(deps, actor, 'recovery-done', [`person:${person.id}`], {
        detail: { lost: recovery.lost.length },
      }),
    );
    return { ok: true, person: renewed, identity };
  });
}

/** The owner may have lost their role, or the person got one, since it was asked. */
async function stillMay(repositories: Repositories, { by }: Recovery, person: Person): Promise<boolean> {
  const asker = by === operator ? undefined : await repositories.persons.find(by);
  if (by !== operator && asker === undefined) return false;
  const actor: Actor =
    asker === undefined ? operatorActor : { personId: asker.id, standing: 'member', via: 'web' };
  return mayLookAfter(actor, person.id, await lookingAfter(repositories, actor, person)) === undefined;
}
