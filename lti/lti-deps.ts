import type { Clock } from '../src/ports/clock.ts';
import type { SafeFetch } from '../src/ports/credential-reader.ts';
import type { Ids } from '../src/ports/ids.ts';
import type { Store } from '../src/ports/store.ts';
import type { KeySets } from './key-sets.ts';
import type { LtiLimits } from './limit-requests.tsx';
import type { PlatformTokens } from './platform-tokens.ts';
import type { ToolKeys } from './tool-keys.ts';

export type LtiLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** What the tool's routes and pages work with. */
export type LtiDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly fetch: typeof fetch;
  /** Where people reach this deployment, without a slash at its end. */
  readonly publicUrl: string;
  /** Whether mail goes out, so that a code can be mailed. */
  readonly mailOn: boolean;
  readonly log: LtiLog;
  readonly keySets: KeySets;
  readonly toolKeys: ToolKeys;
  readonly tokens: PlatformTokens;
  /** Requests a minute from one address, where other than usual. */
  readonly limits?: Partial<LtiLimits>;
  /** Called when messages may wait to be delivered. */
  readonly onWritten: () => void;
  /** For what strangers name: whoever asks to be registered. */
  readonly safeFetch: SafeFetch;
  /** Whether a host's addresses are all public; asked of addresses that strangers want remembered. */
  readonly isPublicHost: (host: string) => Promise<boolean>;
};
