import type { Refusal } from '../domain/refusal.ts';
import type { Store } from '../ports/store.ts';
import { badgeName } from './badge-card.ts';

/** The same refusal; where it names the parts of a badge, by the titles that they have now. */
export async function withPartNames(store: Pick<Store, 'badges'>, refusal: Refusal): Promise<Refusal> {
  if (refusal.code !== 'comes-by-itself') return refusal;
  const badges = await store.badges.list();
  const parts = refusal.parts.map((part) => {
    const known = badges.find(({ slug }) => slug === part.slug);
    return known === undefined ? { slug: part.slug, title: { nl: part.slug } } : badgeName(known);
  });
  return { ...refusal, parts };
}
