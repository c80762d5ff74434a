import type { IssuerId } from './issuer.ts';
import type { PersonId } from './person.ts';

/** What is endorsed; a badge by its slug, which never changes. */
export type EndorsementSubject =
  | { readonly kind: 'badge'; readonly slug: string }
  | { readonly kind: 'award'; readonly id: string };

/**
 * An organisation that says it stands behind another's badge, or behind one award (OB 3.0 EndorsementCredential). Not the
 * support that a colleague gives to a nomination.
 */
export type IssuerEndorsement = {
  /** UUID. */
  readonly id: string;
  /** In whose name it is said. */
  readonly issuerId: IssuerId;
  readonly subject: EndorsementSubject;
  /** Markdown. */
  readonly comment: string;
  /** Absent once that person was erased. */
  readonly endorsedBy?: PersonId;
  readonly endorsedAt: Date;
};

/** One string for a subject: with the issuer it is unique. */
export function subjectKey(subject: EndorsementSubject): string {
  return subject.kind === 'badge' ? `badge:${subject.slug}` : `award:${subject.id}`;
}
