import type { Award } from '../domain/award.ts';
import type { Store } from '../ports/store.ts';

/**
 * The awards by which a milestone was earned that came by itself, in the order of its parts: all of them for its learner,
 * for others those that the learner has published. An unpublished award's address would tell whose it is (decision 12).
 */
export async function partsOfAward(
  store: Pick<Store, 'awards'>,
  award: Award,
  audience: 'anyone' | 'holder',
): Promise<readonly Award[]> {
  const { madeOf, visibility, personId } = award;
  if (madeOf === undefined || personId === undefined) return [];
  if (audience === 'anyone' && visibility !== 'public') return [];
  const parts = await store.awards.findMany(madeOf);
  // One that is no longer theirs, for whatever reason, is nobody's to show.
  return parts.filter(
    (part) => part.personId === personId && (audience === 'holder' || part.visibility === 'public'),
  );
}
