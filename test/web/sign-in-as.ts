import type { Store } from '../../src/ports/store.ts';
import { makeSignInLink, type SignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { hiddenFields, visitor, type Visitor } from './browser-like.ts';
import { fixedIds } from './demo-app.ts';

/** The database throws away what is past by its own clock, whatever the time is in a test; this is not past for long. */
export const notPast = new Date('2095-11-25T09:30:00.000Z');

let seeds = 0;

/** How they belong where they asked for the link. */
type Belonging = Pick<SignInLink, 'workspace' | 'standing'>;

/** The address of a one-time link for a person. */
export async function signInLinkFor(
  store: Store,
  personId: string,
  belonging: Belonging = {},
): Promise<string> {
  const ids = fixedIds(`sign-in-${(seeds += 1)}`);
  const { token } = await makeSignInLink(
    { store, ids, clock: () => notPast },
    { personId, by: 'chat', ...belonging },
  );
  return `/sign-in/${token}`;
}

/** Keeps the sessions of a person in a database whose clock is ahead of the test's. */
export async function keepSessions(store: Store, personId: string): Promise<void> {
  const long = new Date(0);
  for (const { id, seenAt } of await store.sessions.ofPerson(personId, long))
    await store.sessions.touch(id, seenAt, notPast);
}

/** A visitor who is signed in as that person. */
export async function signInAs(
  url: string,
  store: Store,
  personId: string,
  belonging?: Belonging,
): Promise<Visitor> {
  const browser = visitor(url);
  const link = await signInLinkFor(store, personId, belonging);
  const fields = hiddenFields((await browser.get(link)).text, '');
  const { status } = await browser.post(link, fields);
  if (status !== 303) throw new Error(`signing in answered ${status}`);
  await keepSessions(store, personId);
  return browser;
}
