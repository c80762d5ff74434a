import type { Actor } from '../domain/actor.ts';
import { identityKey, parseIdentity, type Identity } from '../domain/identity.ts';
import type { Locale } from '../domain/localized-text.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { linkIdentity } from './link-identity.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import { outboxMessage } from './outbox-message.ts';
import { tellOfAddress } from './tell-of-address.ts';
import { foldTypedCode, newTypedCode, typedCodeLifeMs } from './typed-code.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** In each stretch of this long a person has an address mailed once; milliseconds. */
const mailEveryMs = 2 * 60 * 1000;

/**
 * Mails a code to an address, to be typed in by the person who says that it is theirs (`confirmMailCode`).
 * Asked again in the same stretch of two minutes, the mail that is on its way is the answer; later another code is sent, and
 * the earlier one works as long as it did.
 */
export async function mailCode(
  deps: Deps,
  command: {
    readonly actor: Actor;
    readonly address: string;
    /** In which it was asked for; the mail is in the person's own language where that is known. */
    readonly locale: Locale;
  },
): Promise<Outcome<{ readonly expiresAt: Date }>> {
  const identity = parseIdentity(`email:${command.address}`);
  if (identity === undefined) return refused({ code: 'invalid', field: 'email', problem: 'not-an-identity' });
  const person = await deps.store.persons.find(command.actor.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: command.actor.personId });
  const now = deps.clock();
  const stretch = Math.floor(now.getTime() / mailEveryMs);
  const key = `code:${person.id}:${oneTimeTokenHash(identityKey(identity)).slice(0, 16)}:${stretch}`;
  const expiresAt = new Date(now.getTime() + typedCodeLifeMs);
  if ((await deps.store.outbox.findByKey(key)) !== undefined) return { ok: true, expiresAt };
  const code = newTypedCode(deps.ids);
  try {
    await deps.store.transact(async (repositories) => {
      await repositories.oneTimeLinks.insert({
        tokenHash: codeHash(person.id, code),
        purpose: 'link-mail',
        subject: { person: person.id, identity: identityKey(identity) },
        createdAt: now,
        expiresAt,
      });
      await repositories.outbox.insert([
        outboxMessage(
          deps,
          key,
          {
            kind: 'person',
            identity: identityKey(identity),
            personId: person.id,
            locale: person.locale ?? command.locale,
          },
          { kind: 'mail-code', code, expiresAt },
          [person.id],
        ),
      ]);
    });
  } catch (error) {
    // Sent twice at once: the other's code is on its way, and this one was never made.
    if (!(error instanceof DuplicateKey && error.uniqueKey === 'outbox')) throw error;
  }
  return { ok: true, expiresAt };
}

/** Links the address to which a code was mailed. A code is its asker's alone, works once, and expires. */
export async function confirmMailCode(
  deps: Deps,
  command: { readonly actor: Actor; readonly code: string },
): Promise<Outcome<{ readonly person: Person; readonly merged: boolean; readonly identity: Identity }>> {
  const { actor } = command;
  const taken = await deps.store.oneTimeLinks.take(codeHash(actor.personId, command.code), deps.clock());
  const identity =
    taken?.purpose === 'link-mail' ? parseIdentity(taken.subject['identity'] ?? '') : undefined;
  if (identity === undefined) return refused({ code: 'wrong-code' });
  const linked = await linkIdentity(deps, { actor, identity, vouchedBy: 'confirmed' });
  if (linked.ok && identity.kind === 'email')
    await deps.store.outbox.insert(
      tellOfAddress(deps, linked.person, { address: identity.address, change: 'added' }),
    );
  return linked.ok ? { ...linked, identity } : linked;
}

/** With the person, so that one's code is of no use to another. */
function codeHash(personId: string, code: string): string {
  return oneTimeTokenHash(`${personId}:${foldTypedCode(code)}`);
}
