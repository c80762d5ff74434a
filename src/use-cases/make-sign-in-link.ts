import type { Standing } from '../domain/actor.ts';
import type { IdentityKey, WorkspaceKey } from '../domain/identity.ts';
import type { PersonId } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { OneTimeLink } from '../ports/one-time-link-repository.ts';
import type { Session } from '../ports/session-repository.ts';
import type { Store } from '../ports/store.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';

/** How long a sign-in link works, in milliseconds. */
export const signInLinkLifeMs = 15 * 60 * 1000;

export type SignInLink = {
  readonly personId: PersonId;
  /** Where a platform vouches for them, and how they belong there. */
  readonly workspace?: WorkspaceKey;
  readonly standing?: Standing;
  readonly by: Session['by'];
  /** The page that was wanted, from the first slash on; their own passport when absent. */
  readonly next?: string;
  /** The address that it is mailed to: whoever opens it has confirmed it. */
  readonly identity?: IdentityKey;
};

/**
 * Makes a link that signs its holder in as that person, once, for a quarter of an hour. The platform or the
 * mailbox must vouch for the person, and the link must reach nobody else: the token is in the answer alone.
 */
export async function makeSignInLink(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: SignInLink,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const { token, link } = signInLink(deps, command);
  await deps.store.oneTimeLinks.insert(link);
  return { token, expiresAt: link.expiresAt };
}

/** The same, not yet stored. */
export function signInLink(
  deps: { readonly clock: Clock; readonly ids: Ids },
  command: SignInLink,
): { readonly token: string; readonly link: OneTimeLink } {
  const token = deps.ids.token();
  const now = deps.clock();
  const { personId, ...rest } = command;
  return {
    token,
    link: {
      tokenHash: oneTimeTokenHash(token),
      purpose: 'sign-in',
      subject: {
        person: personId,
        ...rest,
      },
      createdAt: now,
      expiresAt: new Date(now.getTime() + signInLinkLifeMs),
    },
  };
}
