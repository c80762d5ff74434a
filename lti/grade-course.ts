import { holdKey, standingOf } from '../src/domain/award.ts';
import { identityKey } from '../src/domain/identity.ts';
import { gradeHeldAward } from '../src/use-cases/grade-held-award.ts';
import { courseRoster } from './course-roster.ts';
import { columnsFor } from './pages/award-pages.tsx';
import { inBatches } from './roster-people.ts';
import type { ToolContext } from './tool-view.tsx';

/**
 * Puts a badge into the gradebook for everybody in the course who holds it already: somebody may have got it in chat,
 * or by a review elsewhere, and not have opened the link since. What is there already is not asked for again.
 */
export async function gradeCourse(context: ToolContext, slug: string): Promise<void> {
  const { deps, platform, course, locale } = context;
  if (course === undefined || columnsFor(context, slug, '').length === 0) return;
  const badge = await deps.store.badges.findBySlug(slug);
  if (badge === undefined) return;
  const { members } = await courseRoster(deps, platform, course, false);
  const subjects = new Map(
    members.map(({ subject }) => [identityKey({ kind: 'lti', platform: platform.id, subject }), subject]),
  );
  const persons = await deps.store.persons.findByIdentities([...subjects.keys()]);
  const held = await deps.store.awards.findHeld(persons.map(({ id }) => holdKey(id, badge.id)));
  const now = deps.clock();
  const missing = held.flatMap(({ award }) => {
    if (standingOf(award, now) !== 'valid') return [];
    const person = persons.find(({ id }) => id === award.personId);
    return (person?.identities ?? []).flatMap(({ key }) =>
      columnsFor(context, slug, subjects.get(key) ?? '')
        .filter(({ thread, conversation }) => {
          const there = award.gradedIn?.some((place) => place.conversation === conversation);
          return thread !== '' && there !== true;
        })
        .map((place) => ({ personId: award.personId ?? '', place })),
    );
  });
  await inBatches(missing, (one) => gradeHeldAward(deps, { ...one, badge: slug, locale }));
}
