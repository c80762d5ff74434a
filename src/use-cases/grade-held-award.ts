import { holdKey, standingOf } from '../domain/award.ts';
import type { Locale } from '../domain/localized-text.ts';
import type { PersonId } from '../domain/person.ts';
import type { GradePlace } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { badgeCard } from './badge-card.ts';
import { gradeMessage } from './grade-message.ts';

/**
 * Puts a badge that somebody holds already, wherever it was given, into the gradebook of a course. Whether there was
 * something to put; the second time nothing is.
 */
export async function gradeHeldAward(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: {
    readonly personId: PersonId;
    readonly badge: string;
    readonly place: GradePlace;
    readonly locale: Locale;
  },
): Promise<boolean> {
  const { store } = deps;
  const { place } = command;
  const badge = await store.badges.findBySlug(command.badge);
  const issuer = badge === undefined ? undefined : await store.issuers.find(badge.issuerId);
  if (badge === undefined || issuer === undefined) return false;
  try {
    return await store.transact(async (repositories) => {
      const [held] = await repositories.awards.findHeld([holdKey(command.personId, badge.id)]);
      if (held === undefined || standingOf(held.award, deps.clock()) !== 'valid') return false;
      const { award } = held;
      const { gradedIn = [] } = award;
      if (gradedIn.some(({ conversation }) => conversation === place.conversation)) return false;
      // Where it is graded shows in no credential, so the revision stays.
      if (!(await repositories.awards.save({ ...award, gradedIn: [...gradedIn, place] }, award.revision)))
        return false;
      await repositories.outbox.insert([
        gradeMessage(deps, award, place, {
          badge: badgeCard(badge, issuer),
          ...(award.awardedBy === undefined ? {} : { by: { personId: award.awardedBy } }),
          locale: command.locale,
        }),
      ]);
      return true;
    });
  } catch (error) {
    if (error instanceof DuplicateKey) return false;
    throw error;
  }
}
