import type { Person, PersonId } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Session } from '../ports/session-repository.ts';
import type { Store } from '../ports/store.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';

const day = 24 * 60 * 60 * 1000;
/** A session that is not used ends after this long, and any session after `longestMs`. */
export const idleMs = 14 * day;
const longestMs = 90 * day;
/** Being seen is noted at most this often, so that reading a page is hardly ever a write. */
const noteEveryMs = 60 * 60 * 1000;

type Deps = { readonly store: Store; readonly clock: Clock };

/** When a session that began then and was used now ends. */
export function sessionEnd(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + idleMs, createdAt.getTime() + longestMs));
}

/** Who is signed in by this token; undefined when nobody is. `renewed` tells that the session lasts longer now. */
export async function signedIn(
  deps: Deps,
  query: { readonly token: string },
): Promise<{ readonly person: Person; readonly session: Session; readonly renewed: boolean } | undefined> {
  const now = deps.clock();
  const session = await deps.store.sessions.find(oneTimeTokenHash(query.token), now);
  if (session === undefined) return undefined;
  const person = await deps.store.persons.find(session.personId);
  if (person === undefined) return undefined;
  if (now.getTime() - session.seenAt.getTime() < noteEveryMs) return { person, session, renewed: false };
  const expiresAt = sessionEnd(session.createdAt, now);
  await deps.store.sessions.touch(session.id, now, expiresAt);
  return { person, session: { ...session, seenAt: now, expiresAt }, renewed: true };
}

/** Ends the session of this token. */
export async function signOut(deps: Deps, command: { readonly token: string }): Promise<void> {
  await deps.store.sessions.remove(oneTimeTokenHash(command.token));
}

/** Ends every session of a person, wherever they are signed in, in course pages too, and the links that would begin another. */
export async function signOutEverywhere(deps: Deps, command: { readonly personId: PersonId }): Promise<void> {
  await deps.store.transact(async (repositories) => {
    await repositories.sessions.removeOfPerson(command.personId);
    await repositories.lti.sessions.removeOfPerson(command.personId);
    await repositories.oneTimeLinks.removeOfPerson(command.personId, { keep: 'recovery-stop' });
  });
}

/** Ends one session of a person; somebody else's is left alone. */
export async function endSession(
  deps: Deps,
  command: { readonly personId: PersonId; readonly sessionId: string },
): Promise<void> {
  const session = await deps.store.sessions.find(command.sessionId, deps.clock());
  if (session?.personId === command.personId) await deps.store.sessions.remove(session.id);
}
