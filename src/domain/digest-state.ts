import { hasOwnAddress, type Person, type PersonId, type Preferences } from './person.ts';

/** Where somebody's digests stand. Kept apart from the person: it changes with every issue. */
export type DigestState = {
  readonly personId: PersonId;
  /** When it is looked at next; not later than the next issue. */
  readonly dueAt: Date;
  /** Everything up to then was told of, or there was nothing to tell. */
  readonly coveredUntil: Date;
  /** The last chat that was tried refuses messages to this person: mail is used from then on. */
  readonly chatRefusedAt?: Date;
  /** No way is left to reach this person; their settings say so, and choosing a rhythm again tries anew. */
  readonly stoppedAt?: Date;
};

/** How somebody's digest reaches them, or why it does not. */
export type DigestStanding =
  | { readonly kind: 'comes'; readonly by: 'chat' | 'mail' }
  /** The chat refuses it, so it comes by mail. */
  | { readonly kind: 'mail-instead'; readonly since: Date }
  /** They turned it off. */
  | { readonly kind: 'off'; readonly off?: NonNullable<Preferences['digestOff']> }
  /** It arrived nowhere any more: the chat refused it and there is no address, the mail came back, or both. */
  | { readonly kind: 'stopped'; readonly since: Date; readonly why: 'chat' | 'mail' | 'both' }
  /** There is neither a chat account nor an address of theirs. */
  | { readonly kind: 'nowhere' };

/** `mailOn`: this deployment sends mail. */
export function digestStanding(
  person: Pick<Person, 'identities' | 'preferences'>,
  state: Pick<DigestState, 'chatRefusedAt' | 'stoppedAt'> | undefined,
  mailOn: boolean,
): DigestStanding {
  const { digest, digestBy, digestOff } = person.preferences ?? {};
  if (digest === 'off') return { kind: 'off', ...(digestOff === undefined ? {} : { off: digestOff }) };
  const mail = mailOn && hasOwnAddress(person);
  const chat = person.identities.some(
    ({ identity, goneAt }) => goneAt === undefined && ['slack', 'teams'].includes(identity.kind),
  );
  const refusedAt = state?.chatRefusedAt;
  if (state?.stoppedAt !== undefined) {
    const why = refusedAt === undefined ? 'mail' : mail ? 'both' : 'chat';
    return { kind: 'stopped', since: state.stoppedAt, why };
  }
  if (!mail && !chat) return { kind: 'nowhere' };
  if (mail && digestBy === 'mail') return { kind: 'comes', by: 'mail' };
  if (mail && refusedAt !== undefined) return { kind: 'mail-instead', since: refusedAt };
  return { kind: 'comes', by: chat ? 'chat' : 'mail' };
}
