import type { types } from '@slack/bolt';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { nominationsToReview, ownNominations } from '../../src/use-cases/list-nominations.ts';
import { showPassport } from '../../src/use-cases/show-passport.ts';
import { homeReply } from '../chat/reply/home-reply.ts';
import { replyBlocks, withoutPictures } from './slack-blocks.ts';
import type { SlackDeps, SlackHomes } from './slack-deps.ts';
import { slackErrorCode } from './slack-failure.ts';
import { senderOf } from './slack-sender.ts';
import type { SlackBot, SlackTokens } from './slack-tokens.ts';

const mostBlocks = 100;
/** Changes that come together are one refreshment, in milliseconds. */
const pauseMs = 500;
const mostRemembered = 5_000;

/**
 * Pages are published when somebody opens theirs, which is always up to date then; those that were opened lately
 * are published again when something changes. That is kept in memory alone: what is lost is only that a page which
 * stays open shows a change later.
 */
export function slackHomes(options: {
  readonly deps: () => SlackDeps;
  readonly tokens: SlackTokens;
  readonly later: (work: () => void, ms: number) => void;
  readonly onFault: (error: unknown) => void;
}): SlackHomes {
  /** In which team each looked at theirs last. */
  const opened = new Map<string, string | undefined>();
  const due = new Set<string>();

  const publish: SlackHomes['publish'] = async (workspaceId, user, teamId) => {
    const deps = options.deps();
    const bot = await options.tokens.bot(workspaceId, teamId);
    const sender = bot && (await senderOf(deps, workspaceId, user));
    if (bot === undefined || sender === undefined) return;
    const { actor, locale } = sender;
    const [passport, toReview, own] = await Promise.all([
      showPassport(deps, { personId: actor.personId }),
      nominationsToReview(deps, { actor, limit: 50 }),
      ownNominations(deps, { actor, limit: 50 }),
    ]);
    if (!passport.ok) return;
    const { parts } = homeReply({ passport: passport.passport, toReview, own }, locale, deps.links);
    const blocks = replyBlocks(parts, workspaceId, chatWords(locale).someone, 'home').slice(0, mostBlocks);
    await publishView(bot, user, blocks);
    if (opened.size >= mostRemembered) opened.clear();
    opened.set(`${workspaceId}:${user}`, teamId);
  };

  return {
    publish,
    refresh(workspaceId, user) {
      const key = `${workspaceId}:${user}`;
      if (!opened.has(key) || due.has(key)) return;
      due.add(key);
      options.later(() => {
        due.delete(key);
        publish(workspaceId, user, opened.get(key)).catch(options.onFault);
      }, pauseMs);
    },
  };
}

/** Without its pictures, when Slack does not take them. */
async function publishView(bot: SlackBot, user: string, blocks: types.KnownBlock[]): Promise<void> {
  const publish = (taken: types.KnownBlock[]) =>
    bot.client.views.publish({ user_id: user, view: { type: 'home', blocks: taken } });
  try {
    await publish(blocks);
  } catch (error) {
    if (!['invalid_arguments', 'invalid_blocks', 'view_too_large'].includes(slackErrorCode(error) ?? ''))
      throw error;
    await publish(withoutPictures(blocks));
  }
}
