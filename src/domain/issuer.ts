import type { FileReference } from './file-reference.ts';
import type { LocalizedText } from './localized-text.ts';

export type IssuerId = string;

/** The organisation in whose name badges are given (OB 3.0 Profile). */
export type Issuer = {
  readonly id: IssuerId;
  /** Part of public addresses; never changes. */
  readonly slug: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly url?: string;
  readonly email?: string;
  readonly image?: BadgeImage;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A drawn picture in the two forms that the platforms take. */
export type BadgeImage = {
  readonly svg?: FileReference;
  readonly png: FileReference;
  readonly alt?: LocalizedText;
};
