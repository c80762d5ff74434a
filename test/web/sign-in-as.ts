import type { Store } from '../../src/ports/store.ts';
import { makeSignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { hiddenFields, visitor, type Visitor } from './browser-like.ts';
import { fixedIds, now } from './demo-app.ts';

let seeds = 0;

/** The address of a one-time link for a person. */
export async function signInLinkFor(store: Store, personId: string, moment: Date = now): Promise<string> {
  const ids = fixedIds(`sign-in-${(seeds += 1)}`);
  const { token } = await makeSignInLink({ store, ids, clock: () => moment }, { personId, by: 'chat' });
  return `/sign-in/${token}`;
}

/** A visitor who is signed in as that person. */
export async function signInAs(url: string, store: Store, personId: string): Promise<Visitor> {
  const browser = visitor(url);
  const link = await signInLinkFor(store, personId);
  const fields = hiddenFields((await browser.get(link)).text, '');
  const { status } = await browser.post(link, fields);
  if (status !== 303) throw new Error(`signing in answered ${status}`);
  return browser;
}
