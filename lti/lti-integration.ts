import type { Express } from 'express';
import type { Clock } from '../src/ports/clock.ts';
import type { SafeFetch } from '../src/ports/credential-reader.ts';
import type { Ids } from '../src/ports/ids.ts';
import type { Notifier } from '../src/ports/notifier.ts';
import type { Store } from '../src/ports/store.ts';
import { mountLtiAssets } from './assets.ts';
import { gradeNotifier } from './grade-notifier.ts';
import { createKeySets } from './key-sets.ts';
import { mountLaunch } from './launch-routes.tsx';
import type { LtiLimits } from './limit-requests.tsx';
import type { LtiDeps, LtiLog } from './lti-deps.ts';
import { createPlatformTokens } from './platform-tokens.ts';
import { mountRegistration } from './register-routes.tsx';
import { createToolKeys } from './tool-keys.ts';
import { mountTool, openLaunch } from './tool-routes.tsx';

/** All that the service needs of learning platforms: what it mounts and delivers grades by. Needs no settings. */
export function ltiIntegration(given: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly fetch: typeof fetch;
  readonly publicUrl: string;
  readonly mailOn: boolean;
  readonly log: LtiLog;
  /** Keeps the tool's private keys. */
  readonly seal: (plain: string) => string;
  readonly open: (sealed: string) => string;
  readonly safeFetch: SafeFetch;
  readonly isPublicHost: (host: string) => Promise<boolean>;
  /** Requests a minute from one address, where other than usual. */
  readonly limits?: Partial<LtiLimits>;
  /** Called when messages may wait. */
  readonly onWritten?: () => void;
}): { readonly mount: (app: Express) => void; readonly notifier: Notifier } {
  const { store, clock, ids, fetch, seal, open } = given;
  const toolKeys = createToolKeys({ keys: store.lti.keys, clock, ids, seal, open });
  const deps: LtiDeps = {
    ...given,
    onWritten: given.onWritten ?? (() => undefined),
    keySets: createKeySets({ fetch, clock }),
    toolKeys,
    tokens: createPlatformTokens({ fetch, clock, ids, toolKeys }),
  };
  return {
    mount(app) {
      mountLtiAssets(app);
      mountLaunch(app, deps, openLaunch(deps));
      mountTool(app, deps);
      mountRegistration(app, deps);
    },
    notifier: gradeNotifier(deps),
  };
}
