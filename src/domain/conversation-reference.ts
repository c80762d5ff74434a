import type { IdentityKey, WorkspaceKey } from './identity.ts';

/**
 * How a bot reaches a conversation or a person, on a platform where that differs from place to place (Teams).
 * Learnt from each request, so that what is written later, unasked, arrives.
 */
export type ConversationReference = {
  /** A person's identity key, or the conversation's `WORKSPACE|CONVERSATION`. */
  readonly key: string;
  readonly workspace: WorkspaceKey;
  /** Absent for a person with whom the bot has no talk of its own yet. */
  readonly conversation?: string;
  /** Where the platform takes messages for it. */
  readonly serviceUrl: string;
  /** For a person: their account, and the platform's own id of them in talks with this bot. */
  readonly identity?: IdentityKey;
  readonly userId?: string;
  /** The team or the like that it belongs to. */
  readonly group?: string;
  readonly groupName?: string;
  readonly name?: string;
  readonly seenAt: Date;
  /** Nothing is taken there any more, since when and why; until the platform says otherwise. */
  readonly gone?: { readonly at: Date; readonly reason: string };
};

export function conversationKey(workspace: WorkspaceKey, conversation: string): string {
  return `${workspace}|${conversation}`;
}
