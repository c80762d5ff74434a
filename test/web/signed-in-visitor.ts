import type { Clock } from '../../src/ports/clock.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { makeSignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { hiddenFields, visitor, type Visitor } from './browser-like.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** The address of a fresh sign-in link. */
export async function signInPath(deps: Deps, personId: string): Promise<string> {
  const { token } = await makeSignInLink(deps, { personId, by: 'chat' });
  return `/sign-in/${token}`;
}

/** A visitor who came in by a sign-in link. */
export async function signedInVisitor(
  deps: Deps,
  base: string,
  personId: string,
  language = 'nl',
): Promise<Visitor> {
  const browser = visitor(base, language);
  const path = await signInPath(deps, personId);
  const { status } = await browser.post(path, hiddenFields((await browser.get(path)).text, ''));
  if (status !== 303) throw new Error(`the sign-in link was refused with ${status}`);
  return browser;
}
