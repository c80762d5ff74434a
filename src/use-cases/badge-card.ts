import type { Badge } from '../domain/badge.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { BadgeCard } from '../domain/outbox-message.ts';
import type { BadgeName } from '../domain/refusal.ts';

export function badgeName(badge: Pick<Badge, 'slug' | 'title'>): BadgeName {
  return { slug: badge.slug, title: badge.title };
}

/** A badge as shown in a message. */
export function badgeCard(badge: Badge, issuer: Issuer): BadgeCard {
  return {
    ...badgeName(badge),
    description: badge.description,
    issuerName: issuer.name,
    picture: badge.image.png.id,
    ...(badge.image.alt === undefined ? {} : { pictureAlt: badge.image.alt }),
  };
}
