import type { Actor } from './actor.ts';

export type AuditAction =
  | 'community-saved'
  | 'issuer-saved'
  | 'badge-created'
  | 'badge-edited'
  | 'badge-retired'
  | 'awarded'
  | 'award-revoked'
  | 'award-suspended'
  | 'award-reinstated'
  | 'award-expired'
  /** A part of a milestone that stands was revoked or suspended. */
  | 'milestone-part-lost'
  | 'award-visibility-changed'
  | 'passport-shared'
  | 'share-withdrawn'
  | 'award-taken-to-wallet'
  | 'backpack-registered'
  | 'backpack-changed'
  | 'backpack-removed'
  | 'backpack-allowed'
  | 'backpack-withdrawn'
  | 'nominated'
  | 'nomination-endorsed'
  | 'nomination-accepted'
  | 'nomination-declined'
  | 'nomination-withdrawn'
  | 'evidence-withdrawn'
  | 'evidence-confirmed'
  | 'evidence-unconfirmed'
  | 'role-granted'
  | 'role-withdrawn'
  | 'identity-linked'
  | 'identity-unlinked'
  | 'persons-merged'
  | 'recovery-asked'
  | 'recovery-done'
  | 'recovery-stopped'
  | 'person-exported'
  | 'person-erased'
  | 'endorsed'
  | 'endorsement-withdrawn'
  | 'credential-imported'
  | 'imported-credential-removed'
  | 'settings-changed'
  | 'workspace-connected'
  | 'workspace-disconnected'
  | 'owner-link-made'
  | 'message-retried'
  | 'keys-rotated'
  | 'skills-imported';

/** What stands in the place of somebody who was erased. */
export const erasedPerson = 'person:erased';

/** Who did what, when and from where. Holds ids only, and of whoever is erased not even that. */
export type AuditEntry = {
  readonly id: string;
  readonly at: Date;
  readonly action: AuditAction;
  readonly by: string;
  readonly via: Actor['via'];
  readonly workspace?: string;
  readonly issuerId?: string;
  /** Ids of what was changed, such as `award:…` and `person:…`. */
  readonly about: readonly string[];
  /** What changed, in field names and ids. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
};
