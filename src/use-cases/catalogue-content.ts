import type { BadgeContent } from '../domain/badge.ts';
import type { Community } from '../domain/community.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { FrameworkSkill } from '../domain/skill.ts';
import type { LocalizedText } from '../domain/localized-text.ts';

/** A picture as drawn, and the same as PNG. */
export type CataloguePicture = { readonly svg: Uint8Array; readonly png: Uint8Array };

/** Who gets a role: an identity as written, or everyone of a workspace. */
export type CatalogueGrantee =
  | { readonly kind: 'identity'; readonly identity: string }
  | { readonly kind: 'everyone'; readonly workspace: string };

/** What a community's files say, every reference in them resolved. */
export type CatalogueContent = {
  readonly community: Community;
  readonly issuers: readonly (Omit<Issuer, 'id' | 'createdAt' | 'updatedAt' | 'image'> & {
    readonly image: CataloguePicture;
    readonly owners: readonly CatalogueGrantee[];
    readonly awarders: readonly CatalogueGrantee[];
    readonly reviewers: readonly CatalogueGrantee[];
  })[];
  readonly badges: readonly (Omit<BadgeContent, 'image'> & {
    readonly slug: string;
    /** Slug of the issuer. */
    readonly issuer: string;
    readonly image: CataloguePicture;
    readonly imageDescription?: LocalizedText;
  })[];
  /** Of frameworks; those that are known already are merged with these. */
  readonly skills?: readonly FrameworkSkill[];
};

/** How something in the files stands beside what is stored. */
export type Difference =
  | { readonly kind: 'new' }
  | { readonly kind: 'changed'; readonly fields: readonly string[] }
  | { readonly kind: 'unchanged' };
