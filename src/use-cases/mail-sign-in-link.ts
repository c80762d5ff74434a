import { identityKey, parseIdentity } from '../domain/identity.ts';
import type { Locale } from '../domain/localized-text.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import { signInLink } from './make-sign-in-link.ts';
import { outboxMessage } from './outbox-message.ts';

/** One address gets at most one mail in each such stretch of time, however often it is asked for; milliseconds. */
const mailEveryMs = 2 * 60 * 1000;

/**
 * Mails a sign-in link to an address, if it is somebody's. What is answered, and about how long it takes, is the
 * same whether it is or not. Asked again within two minutes, the mail that is on its way is the answer.
 */
export async function mailSignInLink(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly address: string; readonly locale: Locale; readonly next?: string },
): Promise<Outcome<object>> {
  const identity = parseIdentity(`email:${command.address}`);
  if (identity === undefined || command.address.length > 254)
    return refused({ code: 'invalid', field: 'email', problem: 'not-an-identity' });
  const key = identityKey(identity);
  const person = await deps.store.persons.findByIdentity(key);
  const live = person?.identities.some((linked) => linked.key === key && linked.goneAt === undefined);
  if (person === undefined || !live) {
    await pretend(deps);
    return { ok: true };
  }
  const { token, link } = signInLink(deps, {
    personId: person.id,
    by: 'mail',
    identity: key,
    ...(command.next === undefined ? {} : { next: command.next }),
  });
  const stretch = Math.floor(deps.clock().getTime() / mailEveryMs);
  const message = outboxMessage(
    deps,
    `sign-in:${person.id}:${oneTimeTokenHash(key).slice(0, 16)}:${stretch}`,
    { kind: 'person', identity: key, personId: person.id, locale: person.locale ?? command.locale },
    { kind: 'sign-in-link', token, expiresAt: link.expiresAt },
    [person.id],
  );
  try {
    await deps.store.transact(async (repositories) => {
      await repositories.oneTimeLinks.insert(link);
      await repositories.outbox.insert([message]);
    });
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
  }
  return { ok: true };
}

/** As much work as for a known address, so that the time it takes tells nothing. */
async function pretend(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}): Promise<void> {
  const { link } = signInLink(deps, { personId: '', by: 'mail' });
  await deps.store.transact(async (repositories) => {
    await repositories.oneTimeLinks.insert({ ...link, subject: {} });
    await repositories.oneTimeLinks.take(link.tokenHash, deps.clock());
  });
}
