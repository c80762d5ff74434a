import type { Actor } from '../domain/actor.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';

/** How long a sign-in link works, in milliseconds. */
export const signInLinkLifeMs = 15 * 60 * 1000;

/**
 * Makes a link that signs its holder in as the actor, once, for a quarter of an hour. The actor must have been
 * recognised by a platform, and the link must reach nobody else: the token is in the answer alone. The link's
 * subject is `{ person: PersonId }`.
 */
export async function makeSignInLink(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor },
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = deps.ids.token();
  const now = deps.clock();
  const expiresAt = new Date(now.getTime() + signInLinkLifeMs);
  await deps.store.oneTimeLinks.insert({
    tokenHash: oneTimeTokenHash(token),
    purpose: 'sign-in',
    subject: { person: command.actor.personId },
    createdAt: now,
    expiresAt,
  });
  return { token, expiresAt };
}
