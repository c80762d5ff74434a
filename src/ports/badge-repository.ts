import type { Badge, BadgeId } from '../domain/badge.ts';

export interface BadgeRepository {
  find(id: BadgeId): Promise<Badge | undefined>;
  findBySlug(slug: string): Promise<Badge | undefined>;
  /** The badge as it was in that version. */
  findVersion(slug: string, version: number): Promise<Badge | undefined>;
  /** By slug, retired ones too; a community has hundreds of badges, not millions. */
  list(): Promise<readonly Badge[]>;
  /** Throws DuplicateKey `badge-slug`. */
  insert(badge: Badge): Promise<void>;
  /**
   * Replaces the version before it; false when somebody else saved another version meanwhile.
   * Each version is kept.
   */
  saveVersion(badge: Badge, expectedVersion: number): Promise<boolean>;
}
