import type { Standing } from '../domain/actor.ts';
import { vouchFor, type Person } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { OneTimeLink } from '../ports/one-time-link-repository.ts';
import type { Session } from '../ports/session-repository.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import { sessionEnd } from './signed-in.ts';

/** `sign-in-link-void`: no such link, used already, too old, or its person is gone. */
type Answer<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly refusal: { readonly code: 'sign-in-link-void' } };

const isVoid = { ok: false, refusal: { code: 'sign-in-link-void' } } as const;

/** Whom a link would sign in; looking does not use it up, so that previews of links do no harm. */
export async function showSignInLink(
  deps: { readonly store: Store; readonly clock: Clock },
  query: { readonly token: string },
): Promise<Answer<{ readonly person: Person }>> {
  const link = await deps.store.oneTimeLinks.peek(oneTimeTokenHash(query.token), deps.clock());
  const person = await personOf(deps.store, link);
  return person === undefined ? isVoid : { ok: true, person };
}

/**
 * Uses a sign-in link up: its person is signed in, in the browser that gets the token of the answer. Of two who
 * use one link at once, one is. A mailed link confirms the address that it was mailed to.
 */
export async function signIn(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly token: string; readonly device?: string },
): Promise<
  Answer<{
    readonly token: string;
    readonly session: Session;
    readonly person: Person;
    readonly next?: string;
  }>
> {
  const hash = oneTimeTokenHash(command.token);
  const token = deps.ids.token();
  const now = deps.clock();
  return deps.store.transact(async (repositories) => {
    const link = await repositories.oneTimeLinks.peek(hash, now);
    const person = await personOf(repositories, link);
    if (link === undefined || person === undefined) return isVoid;
    if ((await repositories.oneTimeLinks.take(hash, now)) === undefined) return isVoid;
    const session: Session = {
      id: oneTimeTokenHash(token),
      personId: person.id,
      ...originOf(link.subject),
      ...(command.device === undefined ? {} : { device: command.device }),
      createdAt: now,
      seenAt: now,
      expiresAt: sessionEnd(now, now),
    };
    await repositories.sessions.insert(session);
    const confirmed = vouchFor(person, link.subject['identity'], 'confirmed', now);
    if (confirmed !== person) await repositories.persons.save(confirmed);
    const next = link.subject['next'];
    return { ok: true, token, session, person: confirmed, ...(next === undefined ? {} : { next }) };
  });
}

async function personOf(
  { persons }: Pick<Repositories, 'persons'>,
  link: OneTimeLink | undefined,
): Promise<Person | undefined> {
  const personId = link?.purpose === 'sign-in' ? link.subject['person'] : undefined;
  if (personId === undefined) return undefined;
  return persons.find(personId);
}

const standings: readonly Standing[] = ['member', 'guest', 'outsider', 'bot'];

function originOf({
  by,
  workspace,
  standing,
}: OneTimeLink['subject']): Pick<Session, 'by' | 'workspace' | 'standing'> {
  const belongs = standings.find((known) => known === standing);
  return {
    by: by === 'mail' || by === 'course' ? by : 'chat',
    ...(workspace === undefined ? {} : { workspace }),
    ...(belongs === undefined ? {} : { standing: belongs }),
  };
}
