import { existsSync } from 'node:fs';

/** What decides whether DocumentDB can be installed on a machine. */
export type Machine = { readonly platform: string; readonly debian: boolean; readonly root: boolean };

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    debian: existsSync('/etc/debian_version'),
    root: process.getuid?.() === 0,
  };
}

/** Why DocumentDB can't be installed on a machine, or undefined when it can. */
export function documentDbObstacle({ platform, debian, root }: Machine): string | undefined {
  if (platform !== 'linux' || !debian) return 'this is neither Debian nor Ubuntu';
  return root ? undefined : 'only root can';
}
