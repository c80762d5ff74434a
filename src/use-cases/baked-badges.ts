import type { Award } from '../domain/award.ts';
import { inLocale, type Locale } from '../domain/localized-text.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { BadgeDocuments, CredentialSigner } from '../ports/credential-signer.ts';
import type { Store } from '../ports/store.ts';
import { chosenAwards, type ChosenAwards } from './chosen-awards.ts';
import { credentialOfAward, type CredentialCache } from './credential-of-award.ts';
import { uniqueFileNames } from './file-names.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly signer: CredentialSigner;
  readonly documents: BadgeDocuments;
  readonly publicUrl: string;
  readonly credentials: CredentialCache;
};

/** A picture with the badge in it, made when it is asked for, so that however many there are one is held at a time. */
export type BakedBadge = {
  /** After the badge, unlike every other of them. */
  readonly fileName: string;
  readonly awardedAt: Date;
  /** The PNG. */
  readonly bake: () => Promise<Uint8Array>;
};

/**
 * The chosen awards of a person as pictures that carry their 3.0 credentials. Refused: `unknown-person`;
 * `empty-passport`.
 */
export async function bakedBadges(
  deps: Deps,
  query: ChosenAwards & { readonly locale: Locale },
): Promise<Outcome<{ readonly badges: readonly BakedBadge[] }>> {
  const chosen = await chosenAwards(deps, query);
  if (!chosen.ok) return chosen;
  if (chosen.awards.length === 0) return refused({ code: 'empty-passport' });
  const names = uniqueFileNames(
    chosen.awards.map(({ badge, awardedAt }) => ({
      title: inLocale(badge.title, query.locale),
      otherwise: badge.slug,
      day: awardedAt.toISOString().slice(0, 10),
    })),
    'png',
  );
  return {
    ok: true,
    badges: chosen.awards.map((award, at) => ({
      fileName: names[at] ?? '',
      awardedAt: award.awardedAt,
      bake: () => bakedAward(deps, award, query.audience),
    })),
  };
}

async function bakedAward(deps: Deps, award: Award, audience: ChosenAwards['audience']): Promise<Uint8Array> {
  const picture = await deps.store.files.get(award.badge.image.png.id);
  if (picture === undefined) throw new Error(`the picture of badge ${award.badge.slug} is not there`);
  const made = await credentialOfAward(deps, { awardId: award.id, audience });
  if (!made.ok) throw new Error(`award ${award.id} went away meanwhile: ${made.refusal.code}`);
  return deps.documents.bake(
    { type: 'image/png', bytes: picture.bytes },
    { version: '3.0', credential: made.credential },
  );
}
