import type { Refusal } from '../domain/refusal.ts';
import { isSlug } from '../domain/badge.ts';
import type { Repositories } from '../ports/store.ts';
import { badgeName } from './badge-card.ts';

const most = 5;

/** The refusal of a badge that is not there, with the active ones that look most like what was said. */
export async function nearestBadges(
  repositories: Pick<Repositories, 'badges'>,
  said: string,
): Promise<Extract<Refusal, { code: 'unknown-badge' }>> {
  const wanted = trigrams(said);
  const ranked = (await repositories.badges.list())
    .filter((badge) => badge.status === 'active')
    .map((badge) => ({
      badge,
      likeness: Math.max(
        ...[badge.slug, ...Object.values(badge.title), ...badge.aliases].map((name) =>
          likeness(wanted, trigrams(name)),
        ),
      ),
    }))
    .filter(({ likeness: value }) => value > 0.1)
    .toSorted((a, b) => b.likeness - a.likeness || (a.badge.slug < b.badge.slug ? -1 : 1));
  return {
    code: 'unknown-badge',
    said: isSlug(said) ? said : said.slice(0, 150),
    nearest: ranked.slice(0, most).map(({ badge }) => badgeName(badge)),
  };
}

function trigrams(text: string): ReadonlySet<string> {
  const folded = ` ${text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  return new Set(Array.from({ length: Math.max(1, folded.length - 2) }, (_, at) => folded.slice(at, at + 3)));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
