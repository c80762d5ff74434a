import { refusalClauses, type LaunchRefusal } from './launch-refusal.ts';
import type { LtiDeps } from './lti-deps.ts';

/** What is kept of one platform's refusals in a minute; past that they are in the log alone. */
const mostPerMinute = 60;

/** Leaves an entry that an administrator can act on; gives its id. */
export type NoteRefusal = (refusal: LaunchRefusal) => Promise<string>;

export function createRefusalNotes(deps: Pick<LtiDeps, 'store' | 'clock' | 'ids' | 'log'>): NoteRefusal {
  const kept = { minute: 0, counts: new Map<string, number>() };

  const hasRoom = (platformId: string, now: Date): boolean => {
    const minute = Math.floor(now.getTime() / 60_000);
    if (minute !== kept.minute) {
      kept.minute = minute;
      kept.counts.clear();
    }
    const count = (kept.counts.get(platformId) ?? 0) + 1;
    kept.counts.set(platformId, count);
    return count <= mostPerMinute;
  };

  return async (refusal) => {
    const id = deps.ids.id();
    const now = deps.clock();
    deps.log.warn(
      { refusalId: id, ...refusal, clause: refusalClauses[refusal.code] },
      'an LTI launch was refused',
    );
    // What names no platform is noise of the net, and so is a flood; kept, they would let anybody fill the database.
    if (refusal.platformId !== undefined && hasRoom(refusal.platformId, now))
      await deps.store.lti.refusals.add({ id, at: now, ...refusal });
    return id;
  };
}
