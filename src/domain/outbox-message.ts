import type { Digest } from './digest.ts';
import type { BadgeName, Refusal } from './refusal.ts';
import type { IdentityKey } from './identity.ts';
import type { Locale, LocalizedText } from './localized-text.ts';
import type { PersonId } from './person.ts';
import type { PersonName } from './person-name.ts';
import type { Place } from './place.ts';

export type { PersonName };

/** A badge as shown in a message. */
export type BadgeCard = BadgeName & {
  readonly description: LocalizedText;
  readonly issuerName: LocalizedText;
  /** File id of the PNG. */
  readonly picture: string;
  readonly pictureAlt?: LocalizedText;
};

/** What is said; the words come from the catalogue of messages at the moment of delivery. */
export type Notice =
  | {
      readonly kind: 'award-announced';
      readonly badge: BadgeCard;
      readonly by: PersonName;
      readonly recipients: readonly (PersonName & { readonly awardId: string })[];
      readonly reason?: string;
      readonly confirmEvidence: boolean;
    }
  | {
      readonly kind: 'you-were-awarded';
      readonly badge: BadgeCard;
      /** Absent when nobody gave it. */
      readonly by?: PersonName;
      /** The badges by which it was earned, when it came by itself. */
      readonly madeOf?: readonly BadgeName[];
      readonly awardId: string;
      readonly reason?: string;
    }
  | {
      readonly kind: 'award-answer';
      readonly badge: BadgeName;
      readonly awarded: readonly (PersonName & { readonly awardId: string })[];
      readonly refused: readonly (PersonName & { readonly refusal: Refusal })[];
      /** Nobody hears of it in this place, because the service is not in the conversation. */
      readonly announced: boolean;
    }
  | {
      readonly kind: 'nomination-announced';
      readonly nominationId: string;
      readonly badge: BadgeCard;
      readonly by: PersonName;
      readonly nominee: PersonName;
      readonly reason?: string;
    }
  | {
      readonly kind: 'nomination-to-review';
      readonly nominationId: string;
      readonly badge: BadgeCard;
      readonly by: PersonName;
      readonly nominee: PersonName;
      readonly reason?: string;
      /** The learner asked the reader in particular. */
      readonly asked?: boolean;
    }
  | {
      /** Brings a card that was shown before up to date where it stands. */
      readonly kind: 'nomination-changed';
      readonly nominationId: string;
      /** The key of the message by which the card was shown. */
      readonly card: string;
    }
  | {
      readonly kind: 'nomination-decided';
      readonly nominationId: string;
      readonly badge: BadgeCard;
      readonly nominee: PersonName;
      readonly accepted: boolean;
      readonly reason?: string;
      readonly awardId?: string;
      readonly toNominee: boolean;
    }
  | {
      /** To who awarded or nominated: the conversation does not take the announcement. */
      readonly kind: 'not-announced';
      readonly badge: BadgeName;
      readonly what: 'award' | 'nomination';
    }
  | {
      readonly kind: 'award-revoked';
      readonly badge: BadgeName;
      readonly awardId: string;
      readonly reason: string;
    }
  | {
      /** A code that proves an address to be the person's own when they type it in. */
      readonly kind: 'mail-code';
      readonly code: string;
      readonly expiresAt: Date;
    }
  | {
      /** Signs its reader in, once; goes to their own mailbox alone. */
      readonly kind: 'sign-in-link';
      readonly token: string;
      readonly expiresAt: Date;
    }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | {
      /** Nothing is said: the content of the files of a piece of evidence is asked for. */
      readonly kind: 'fetch-files';
      readonly sourceKey: string;
    }
  | {
      /** Nothing is said: what was said in the thread before it was watched is asked for. */
      readonly kind: 'fill-thread';
    }
  | {
      /** Nothing is said: whether somebody has earned milestones now is looked into. */
      readonly kind: 'see-milestones';
      readonly personId: PersonId;
      /** Only those of which this badge is a part; its slug. */
      readonly part?: string;
    }
  | {
      /** Nothing is said: what came in under the id of somebody who was merged is moved to who they are now. */
      readonly kind: 'gather-late';
      readonly personId: PersonId;
    }
  | { readonly kind: 'review-reminder'; readonly waiting: Digest['toReview'] }
  | {
      readonly kind: 'award-expiry';
      readonly awardId: string;
      readonly badge: BadgeName;
      readonly at: Date;
      /** It has expired; otherwise it will. */
      readonly expired: boolean;
    }
  | {
      /** Somebody linked an address to the reader's passport, or took one away: told to every address they have. */
      readonly kind: 'address-changed';
      readonly address: string;
      readonly change: 'added' | 'removed';
    }
  | {
      /** To an address that an owner put down for somebody: opens the page where they confirm it. */
      readonly kind: 'recovery-link';
      readonly token: string;
      readonly expiresAt: Date;
    }
  | {
      /** An owner is giving somebody a new address, or it was confirmed; told wherever they are known, with a way to stop it. */
      readonly kind: 'recovery-told';
      readonly address: string;
      readonly step: 'asked' | 'done';
      readonly stop: string;
    }
  | {
      /** An owner downloaded everything that is kept of the reader. */
      readonly kind: 'record-downloaded';
      readonly by: PersonName;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Where a message goes; `sender-only` is seen by nobody else. */
export type Destination =
  | { readonly kind: 'conversation'; readonly place: Place; readonly locale: Locale }
  | {
      readonly kind: 'person';
      readonly identity: IdentityKey;
      readonly personId: PersonId;
      readonly locale: Locale;
    }
  | {
      readonly kind: 'sender-only';
      readonly place: Place;
      readonly identity: IdentityKey;
      readonly personId: PersonId;
      readonly locale: Locale;
      /** The platform's own address for an answer, which works where the service is not a member. */
      readonly answerAt?: string;
    };

/**
 * A message that must follow a change, written in the same transaction. `key` is unique, and goes along
 * with the message where the platform can keep it, so that a repeated delivery can be recognised.
 */
export type OutboxMessage = {
  readonly id: string;
  readonly key: string;
  /** `service`: work of the service's own, which nobody is told of. */
  readonly channel: 'slack' | 'teams' | 'email' | 'lti' | 'service';
  /** One of many that nobody waits for: it is delivered beside the others, and never before them. */
  readonly bulk?: true;
  readonly destination: Destination;
  readonly notice: Notice;
  /** The persons whom it names, so that erasing one finds it. */
  readonly about: readonly PersonId[];
  readonly createdAt: Date;
  readonly status: 'waiting' | 'delivered' | 'parked';
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  /** A worker holds it until then; past that its outcome is unknown. */
  readonly lockedUntil?: Date;
  /** An attempt began and its outcome was never recorded: it may have been delivered. */
  readonly uncertainSince?: Date;
  readonly deliveredAt?: Date;
  /** Where it came to stand, as the platform names it. */
  readonly deliveredTo?: Place & { readonly message: string };
  readonly lastError?: string;
};
