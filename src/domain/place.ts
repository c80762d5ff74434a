import type { WorkspaceKey } from './identity.ts';

/**
 * Where in a workspace something was said or is to be said. The strings are the platform's own:
 * Slack's channel id and thread timestamp, Teams' conversation id and root activity id.
 */
export type Place = {
  readonly workspace: WorkspaceKey;
  readonly conversation: string;
  readonly thread?: string;
};

/** A row of a course's gradebook: `conversation` is the line item's address, `thread` the learner's `sub`. */
export type GradePlace = Place & { readonly thread: string };

/** One string for a thread, used as a key. */
export function threadKey(place: Place): string {
  return `${place.workspace}|${place.conversation}|${place.thread ?? ''}`;
}
