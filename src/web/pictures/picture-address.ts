import type { Badge, BadgeSnapshot } from '../../domain/badge.ts';
import type { Issuer } from '../../domain/issuer.ts';

/** The picture as it is now; the file's id makes the address new for a new drawing. */
export function badgePicture(badge: Pick<Badge, 'slug' | 'image'>): string {
  return `/badges/${badge.slug}/picture.png?v=${badge.image.png.id.slice(0, 12)}`;
}

/** The picture that the badge had when it was given. */
export function snapshotPicture(badge: Pick<BadgeSnapshot, 'slug' | 'version' | 'image'>): string {
  return `/badges/${badge.slug}/picture.png?version=${badge.version}&v=${badge.image.png.id.slice(0, 12)}`;
}

/** The emblem of an issuer; undefined when it has none. */
export function issuerPicture(issuer: Pick<Issuer, 'slug' | 'image'>): string | undefined {
  return issuer.image === undefined
    ? undefined
    : `/issuers/${issuer.slug}/picture.png?v=${issuer.image.png.id.slice(0, 12)}`;
}
