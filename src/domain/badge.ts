import type { BadgeImage, Issuer, IssuerId } from './issuer.ts';
import type { LocalizedText } from './localized-text.ts';
import type { Skill } from './skill.ts';

export type BadgeId = string;

/** What a badge says of itself; a change of any of it makes a new version. */
export type BadgeContent = {
  readonly title: LocalizedText;
  /** The skill that the badge stands for. */
  readonly description: LocalizedText;
  /** Markdown. */
  readonly criteria: LocalizedText;
  /** How the criteria are assessed. */
  readonly assessment?: LocalizedText;
  readonly image: BadgeImage;
  readonly skills: readonly Skill[];
  readonly tags: readonly string[];
  /** Other spellings that people type for it. */
  readonly aliases: readonly string[];
  /** May be held more than once by one person. */
  readonly repeatable: boolean;
  /** `everyone`: guests and outsiders too; `members`: members of a connected workspace. */
  readonly whoMayNominate: 'everyone' | 'members' | 'nobody';
  /** `review`: given only by accepting a nomination; `automatic`: by nobody, it comes when its parts are held. */
  readonly award: 'direct' | 'review' | 'automatic';
  readonly evidence: 'required' | 'optional';
  /** A reply in the thread counts as evidence only once an awarder or reviewer marked it. */
  readonly confirmEvidence: boolean;
  /** ISO 8601 duration (years, months, weeks, days) after which an award expires. */
  readonly validFor?: string;
  /** Slugs of the badges that together earn this one (milestone). */
  readonly parts: readonly string[];
  /** As people write it, such as `NLQF 6`. */
  readonly level?: string;
  readonly studyLoadHours?: number;
  /** BCP 47 tag of the language in which it is learnt and assessed. */
  readonly language?: string;
};

/** What can be earned (OB 3.0 Achievement, OB 2.0 BadgeClass). */
export type Badge = BadgeContent & {
  readonly id: BadgeId;
  /** Part of public addresses; never changes. */
  readonly slug: string;
  readonly issuerId: IssuerId;
  /** Counts from 1. */
  readonly version: number;
  readonly status: 'active' | 'retired';
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The badge as it was at the moment of the award, with its issuer's name. */
export type BadgeSnapshot = Omit<BadgeContent, 'aliases' | 'whoMayNominate' | 'award'> & {
  readonly slug: string;
  readonly version: number;
  readonly issuerSlug: string;
  readonly issuerName: LocalizedText;
};

export function snapshotOf(badge: Badge, issuer: Issuer): BadgeSnapshot {
  const { id: _, issuerId: __, status: ___, createdAt: ____, updatedAt: _____, ...rest } = badge;
  const { aliases: _a, whoMayNominate: _w, award: _d, ...content } = rest;
  return { ...content, issuerSlug: issuer.slug, issuerName: issuer.name };
}

/** Lower-case letters and digits in words joined by single hyphens, 64 characters at most. */
export function isSlug(text: string): boolean {
  return text.length <= 64 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(text);
}
