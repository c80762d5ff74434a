import { composePassport, type Passport } from '../domain/passport.ts';
import { shareStandingOf, type PassportShare } from '../domain/passport-share.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { showAward, type ShownEvidence } from './show-award.ts';
import { chosenOf } from './share-passport.ts';
import { showPassport } from './show-passport.ts';

type Deps = { readonly store: Store; readonly clock: Clock };

/** `unknown-share`: no such link; `share-ended`: its learner withdrew it, or its time is over. */
export type ShareRefusal = { readonly code: 'unknown-share' | 'share-ended' };

/** What somebody with the link sees. */
export type SharedPassport = {
  readonly share: PassportShare;
  readonly passport: Passport;
  /** By award; empty unless the learner shared the evidence too. */
  readonly evidence: ReadonlyMap<string, readonly ShownEvidence[]>;
};

/**
 * The entries behind a share link, as they stand now: what was hidden, removed or revoked since is not among them.
 * Its skills are gathered from these entries alone.
 */
export async function showShare(
  deps: Deps,
  query: { readonly token: string },
): Promise<
  ({ readonly ok: true } & SharedPassport) | { readonly ok: false; readonly refusal: ShareRefusal }
> {
  const share = await deps.store.shares.find(query.token);
  if (share === undefined) return { ok: false, refusal: { code: 'unknown-share' } };
  const now = deps.clock();
  if (shareStandingOf(share, now) !== 'open') return { ok: false, refusal: { code: 'share-ended' } };
  const shown = await showPassport(deps, { personId: share.personId });
  if (!shown.ok) return { ok: false, refusal: { code: 'unknown-share' } };
  const { person } = shown.passport;
  const passport = composePassport(person, chosenOf(shown.passport, share.entries), now);
  return { ok: true, share, passport, evidence: await evidenceOf(deps, share, passport) };
}

async function evidenceOf(
  deps: Deps,
  share: PassportShare,
  passport: Passport,
): Promise<SharedPassport['evidence']> {
  if (!share.withEvidence) return new Map();
  const viewer = passport.person.id;
  const shown = await Promise.all(
    passport.awards.map(async ({ id }) => {
      const award = await showAward(deps, { awardId: id, viewer });
      return [id, award.ok ? award.award.evidence : []] as const;
    }),
  );
  return new Map(shown);
}
