import { SlackError } from './slack-error.ts';
import type { Trigger, Workspace } from './workspace.ts';

/** A new trigger for what a person just did; `viewId` where it was done in a modal. */
export function makeTrigger(workspace: Workspace, user: string, team: string, viewId?: string): string {
  const id = workspace.ids.trigger();
  workspace.triggers.set(id, {
    user,
    team,
    madeAt: workspace.now(),
    used: false,
    ...(viewId ? { viewId } : {}),
  });
  return id;
}

/**
 * Uses a trigger, once.
 * @throws SlackError `invalid_trigger_id`, `expired_trigger_id` after the workspace's `triggerLifeMs`, `exchanged_trigger_id`
 * the second time
 */
export function exchangeTrigger(workspace: Workspace, id: string): Trigger {
  const trigger = workspace.triggers.get(id);
  if (!trigger) throw new SlackError('invalid_trigger_id');
  if (trigger.used) throw new SlackError('exchanged_trigger_id');
  if (workspace.now() - trigger.madeAt > workspace.triggerLifeMs) throw new SlackError('expired_trigger_id');
  trigger.used = true;
  return trigger;
}
