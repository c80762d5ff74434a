import type { LocalizedText } from './localized-text.ts';

/** The learning community that a deployment serves; there is one. */
export type Community = {
  readonly name: LocalizedText;
  readonly description?: LocalizedText;
  /** The community's own site, as an absolute web address. */
  readonly url?: string;
};
