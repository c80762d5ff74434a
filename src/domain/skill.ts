import type { LocalizedText } from './localized-text.ts';

/** An entry of a framework with which a badge or an experience is aligned. */
export type Skill = {
  /** `esco`, `competentnl`, or the community's own `community`; other frameworks by their own short name. */
  readonly framework: string;
  /** Identifies the skill within the world: the framework's own URI. */
  readonly url: string;
  readonly code?: string;
  readonly name: LocalizedText;
};
