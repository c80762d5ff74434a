import type { WorkspaceKey } from './identity.ts';

/** A Slack team, a Teams tenant or an LTI platform that is connected to this deployment. */
export type Workspace = {
  readonly key: WorkspaceKey;
  readonly name?: string;
  readonly connectedAt: Date;
  readonly disconnectedAt?: Date;
  /** Secrets of the connection, encrypted; only the adapter that wrote them reads them. */
  readonly sealed?: string;
};
