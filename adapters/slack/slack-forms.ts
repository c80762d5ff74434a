import { createHash } from 'node:crypto';
import type { types } from '@slack/bolt';
import { slackErrorCode, slackErrorDetails } from './slack-failure.ts';
import type { SlackForms } from './slack-deps.ts';
import type { SlackBot } from './slack-tokens.ts';
import { withoutPictures } from './slack-blocks.ts';
import { waitingView } from './slack-view.ts';

/** How long it is remembered what was begun here, in milliseconds. */
const rememberedMs = 60_000;

/** Errors that mean: the trigger was used already, or the modal is there already. */
const openedAlready = new Set(['exchanged_trigger_id', 'duplicate_external_id']);
/** Errors that mean: nothing can be opened by this trigger (any more). */
const tooLate = new Set(['expired_trigger_id', 'invalid_trigger_id', 'trigger_expired']);

/** Errors that mean: Slack does not take this view, for instance because it can't fetch a picture in it. */
const notTaken = new Set(['invalid_arguments', 'invalid_blocks', 'view_too_large', 'msg_too_long']);

export function slackForms(later: (work: () => void, ms: number) => void): SlackForms {
  const openings = new Map<string, Promise<boolean>>();

  const open = (bot: SlackBot, key: string, triggerId: string, view: types.ModalView) =>
    bot.client.views.open({ trigger_id: triggerId, view: { ...view, external_id: externalId(key) } });

  /** False when there is no such modal. */
  const update = async (bot: SlackBot, key: string, view: types.ModalView): Promise<boolean> => {
    try {
      const external = externalId(key);
      await bot.client.views.update({ external_id: external, view: { ...view, external_id: external } });
      return true;
    } catch (error) {
      if (slackErrorCode(error) === 'not_found') return false;
      throw error;
    }
  };

  /** Opens the modal now, or fills the one that is there. */
  const show: SlackForms['show'] = async (bot, key, triggerId, view) => {
    const begun = await openings.get(key);
    if (begun === true) return (await update(bot, key, view)) ? 'shown' : 'closed';
    try {
      await open(bot, key, triggerId, view);
      return 'shown';
    } catch (error) {
      const code = slackErrorCode(error) ?? '';
      if (openedAlready.has(code)) return (await update(bot, key, view)) ? 'shown' : 'closed';
      if (tooLate.has(code) || (code === 'invalid_arguments' && slackErrorDetails(error).includes('trigger')))
        return (await update(bot, key, view)) ? 'shown' : 'too-late';
      throw error;
    }
  };

  return {
    begin(bot, key, triggerId) {
      const opening = bot
        .then(async (found) => {
          if (found === undefined) return false;
          await open(found, key, triggerId, waitingView());
          return true;
        })
        .catch(() => false);
      openings.set(key, opening);
      later(() => openings.delete(key), rememberedMs);
    },
    begun: (key) => openings.has(key),
    async show(bot, key, triggerId, view) {
      try {
        return await show(bot, key, triggerId, view);
      } catch (error) {
        if (!notTaken.has(slackErrorCode(error) ?? '')) throw error;
        return show(bot, key, triggerId, { ...view, blocks: withoutPictures(view.blocks) });
      }
    },
  };
}

function externalId(key: string): string {
  return `form-${createHash('sha256').update(key).digest('hex').slice(0, 40)}`;
}
