import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DigestSchedule, Person, PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { setPreferences } from './set-preferences.ts';

/** Tokens by which somebody changes how often their digest comes, without signing in, and nothing else. */
export type DigestTokens = {
  readonly of: (personId: PersonId) => string;
  /** Undefined for what we never gave out. */
  readonly personOf: (token: string) => PersonId | undefined;
};

/**
 * Tokens that follow from the person and a secret, so that a link in an old mail works for as long as there is
 * somebody to unsubscribe (RFC 8058 §3.1: it needs no cookie and no further question).
 */
export function digestTokens(secret: string): DigestTokens {
  const seal = (personId: string) => createHmac('sha256', secret).update(personId).digest();
  return {
    of: (personId) => `${personId}.${seal(personId).toString('base64url')}`,
    personOf(token) {
      const at = token.lastIndexOf('.');
      const personId = token.slice(0, Math.max(0, at));
      const [given, right] = [Buffer.from(token.slice(at + 1), 'base64url'), seal(personId)];
      return personId !== '' && given.length === right.length && timingSafeEqual(given, right)
        ? personId
        : undefined;
    },
  };
}

/** Changes how often the digest comes for whom the token is. Refused: `unknown-person`, also when they were erased. */
export async function setDigestByToken(
  deps: {
    readonly store: Store;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly digestTokens: DigestTokens;
  },
  command: { readonly token: string; readonly digest: DigestSchedule },
): Promise<Outcome<{ readonly person: Person }>> {
  const personId = deps.digestTokens.personOf(command.token);
  if (personId === undefined) return refused({ code: 'unknown-person', said: '' });
  const actor = { personId, standing: 'member', via: 'web' } as const;
  return setPreferences(deps, { actor, digest: command.digest, byLink: true });
}
