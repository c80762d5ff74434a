import type { EntryRef } from './entry-ref.ts';
import type { PersonId } from './person.ts';

/** A link by which whoever has it sees just these entries of a passport. */
export type PassportShare = {
  /** 256 bits in base64url: the permission itself, and part of the address. */
  readonly token: string;
  readonly personId: PersonId;
  /** For the learner alone: to whom it went, or what for. */
  readonly label?: string;
  readonly entries: readonly EntryRef[];
  /** The evidence of awards is shown too. */
  readonly withEvidence: boolean;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly withdrawnAt?: Date;
  /** How often it was opened; by whom and when is not kept. */
  readonly views: number;
};

export const mostShares = 200;
export const mostSharedEntries = 500;
export const longestShareLabel = 120;

export type ShareStanding = 'open' | 'expired' | 'withdrawn';

export function shareStandingOf(
  share: Pick<PassportShare, 'expiresAt' | 'withdrawnAt'>,
  now: Date,
): ShareStanding {
  if (share.withdrawnAt !== undefined) return 'withdrawn';
  return share.expiresAt !== undefined && share.expiresAt <= now ? 'expired' : 'open';
}
