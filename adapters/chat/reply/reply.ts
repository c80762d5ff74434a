import type { PersonName } from '../../../src/domain/outbox-message.ts';

/** A piece of running text; the adapter turns it into its platform's markup and escapes what needs it. */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly person: PersonName }
  | { readonly link: string; readonly label: string };

export type RichText = readonly Inline[];

export type Button = { readonly label: string; readonly style?: 'primary' | 'danger' } & (
  | { readonly action: string; readonly value: string }
  | { readonly url: string }
);

export type Picture = { readonly url: string; readonly alt: string };

/** What a bot says, without any platform's markup. */
export type ReplyPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: RichText; readonly picture?: Picture }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'small'; readonly text: RichText }
  | { readonly kind: 'picture'; readonly picture: Picture }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly kind: 'line' };

export type Reply = {
  /** For notifications and screen readers: the whole in one sentence. */
  readonly summary: RichText;
  readonly parts: readonly ReplyPart[];
};

/** The actions that a button of ours can ask for. */
export const chatActions = {
  awardBadge: 'award-badge',
  publishAward: 'publish-award',
  hideAward: 'hide-award',
  showPassport: 'show-passport',
  /** The value is a `FormRequest` as JSON. */
  openForm: 'open-form',
  supportNomination: 'support-nomination',
  acceptNomination: 'accept-nomination',
  takeBackNomination: 'take-back-nomination',
  /** The value is a `DigestSchedule`. */
  setDigest: 'set-digest',
  /** The value is a `Locale`. */
  setLanguage: 'set-language',
  showQueue: 'show-queue',
  showHelp: 'show-help',
  /** A link that signs in on the web. */
  openWeb: 'open-web',
} as const;
