import type { Identity, WorkspaceKey } from '../domain/identity.ts';
import type { AccountFacts } from '../domain/person.ts';
import type { Standing } from '../domain/actor.ts';

/** What a workspace says of one of its accounts. */
export type Account = AccountFacts & {
  readonly identity: Identity;
  readonly standing: Standing;
  readonly deactivated: boolean;
  /** An address that the platform vouches for. */
  readonly email?: string;
};

/** Looks people up in the workspaces where they have accounts. */
export interface Directory {
  account(identity: Identity): Promise<Account | undefined>;
  /** Accounts whose name or handle is exactly that, without regard to case and diacritics. */
  named(workspace: WorkspaceKey, name: string): Promise<readonly Account[]>;
}
