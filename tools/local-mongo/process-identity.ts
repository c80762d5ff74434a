import { readFileSync } from 'node:fs';

/** Names a process beyond the reuse of its number: `pid` and, where the system tells, when it started. */
export function processIdentity(pid: number): string {
  try {
    // Field 22 of /proc/PID/stat is the start time; the name in field 2 may hold blanks and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${pid} ${fields[19] ?? '0'}`;
  } catch {
    return `${pid} 0`;
  }
}

/** Whether the process that got this identity still runs. */
export function isRunning(identity: string): boolean {
  const pid = Number(identity.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = processIdentity(pid);
  return identity.endsWith(' 0') || now.endsWith(' 0') || now === identity;
}
