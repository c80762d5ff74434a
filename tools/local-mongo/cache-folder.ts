import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder in which this user's checkouts share what was installed for them. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache');
  return join(base, 'speldje');
}
