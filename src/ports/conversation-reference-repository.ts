import type { ConversationReference } from '../domain/conversation-reference.ts';
import type { IdentityKey, WorkspaceKey } from '../domain/identity.ts';

export interface ConversationReferenceRepository {
  find(key: string): Promise<ConversationReference | undefined>;
  /** Those of a team or the like; without one, those of every team, at most 500. */
  ofGroup(workspace: WorkspaceKey, group?: string): Promise<readonly ConversationReference[]>;
  /** The one of a workspace that was good last. */
  latest(workspace: WorkspaceKey): Promise<ConversationReference | undefined>;
  /** Inserts or replaces by key. */
  save(reference: ConversationReference): Promise<void>;
  /** What was kept to reach these accounts. */
  removeOf(identities: readonly IdentityKey[]): Promise<void>;
}
