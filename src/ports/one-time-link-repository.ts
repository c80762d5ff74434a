import type { PersonId } from '../domain/person.ts';

/** By which an owner's help is confirmed, and by which it is stopped. */
type LongLived = 'recovery' | 'recovery-stop';

/** A link that is itself the permission, once and for a short time. Only the token's hash is kept. */
export type OneTimeLink = {
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
  readonly purpose: 'first-owner' | 'sign-in' | 'link-mail' | 'wallet-nonce' | 'link-account' | LongLived;
  readonly subject: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export interface OneTimeLinkRepository {
  insert(link: OneTimeLink): Promise<void>;
  /** Looks without using it up; undefined when there is none or it has expired. */
  peek(tokenHash: string, now: Date): Promise<OneTimeLink | undefined>;
  /** Takes it away at the same moment, so that of two takers one gets it. */
  take(tokenHash: string, now: Date): Promise<OneTimeLink | undefined>;
  /**
   * Those whose subject is `{ person }` or names it beside other things; where none is kept, also those that the person
   * made for somebody else (`by`).
   */
  removeOfPerson(personId: PersonId, but?: { readonly keep: OneTimeLink['purpose'] }): Promise<void>;
}
