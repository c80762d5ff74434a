import type { FrameworkSkill } from '../domain/skill.ts';

/** A text in both languages of the community. Neither is empty. */
export interface LocalizedText {
  readonly nl: string;
  readonly en: string;
}

/** A picture as it was drawn, and the same picture as a PNG of {@link CATALOGUE_PNG_SIZE} pixels square. */
export interface CatalogueImage {
  readonly svg: Uint8Array;
  readonly png: Uint8Array;
}

/** Width and height of the PNG of every picture, in pixels. */
export const CATALOGUE_PNG_SIZE = 512;

/** A catalogue that was read without fault: every reference in it resolves. */
export interface Catalogue {
  readonly community: CatalogueCommunity;
  /** By slug, in alphabetical order. */
  readonly issuers: readonly CatalogueIssuer[];
  /** By slug, in alphabetical order. */
  readonly badges: readonly CatalogueBadge[];
  /** What `skills/*.csv` say of frameworks, by file and line. */
  readonly skills: readonly FrameworkSkill[];
}

export interface CatalogueCommunity {
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  /** The community's own site; without it, the deployment's public address stands for the community. */
  readonly url?: string;
}

/**
 * Who gets a role: one person, as `slack:TEAM:USER`, `teams:TENANT:USER`, `lti:PLATFORM:SUB` or
 * `email:ADDRESS` (the address lower-case); or everyone in a workspace, as `slack:TEAM`, `teams:TENANT` or
 * `lti:PLATFORM`.
 */
export type CatalogueGrant =
  | { readonly kind: 'identity'; readonly identity: string }
  | { readonly kind: 'everyone'; readonly workspace: string };

export interface CatalogueIssuer {
  readonly slug: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly url?: string;
  readonly email?: string;
  readonly image: CatalogueImage;
  readonly owners: readonly CatalogueGrant[];
  readonly awarders: readonly CatalogueGrant[];
  readonly reviewers: readonly CatalogueGrant[];
}

export interface CatalogueSkill {
  readonly framework: string;
  /** The skill's code in the framework. */
  readonly code?: string;
  /** An absolute web address; for the community's own skills `community:<slug>`, to be resolved by the deployment. */
  readonly url: string;
  /** In both languages where the files name it themselves; in those that a framework has otherwise. */
  readonly name: Partial<LocalizedText>;
}

export interface CatalogueBadge {
  readonly slug: string;
  /** Slug of an issuer in the same catalogue. */
  readonly issuer: string;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  /** What must be shown, as Markdown. */
  readonly criteria: LocalizedText;
  /** How it is assessed. */
  readonly assessment: LocalizedText;
  readonly image: CatalogueImage;
  /** What the picture shows, for who cannot see it. */
  readonly imageDescription?: LocalizedText;
  readonly skills: readonly CatalogueSkill[];
  readonly tags: readonly string[];
  /** Other spellings that people type; no two badges share one. */
  readonly aliases: readonly string[];
  /** Whether one person can hold it more than once. */
  readonly repeatable: boolean;
  readonly whoMayNominate: 'everyone' | 'members' | 'nobody';
  /** `review`: awarded only by an accepted nomination; `automatic`: by nobody, when its parts are held. */
  readonly award: 'direct' | 'review' | 'automatic';
  readonly evidence: 'required' | 'optional';
  /** Whether a reply counts as evidence only after an awarder or reviewer marked it. */
  readonly confirmEvidence: boolean;
  /** How long an award is valid, as an ISO 8601 duration (`P2Y`); without it, for ever. */
  readonly validFor?: string;
  /** Slugs of the badges of which this one is the milestone; empty for an ordinary badge. No cycles. */
  readonly parts: readonly string[];
  /** A level as people write it, such as `NLQF 6`. */
  readonly level?: string;
  readonly studyLoadHours?: number;
  /** BCP 47 tag of the language in which it is learnt and assessed. */
  readonly language?: string;
}
