import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { publishAward } from '../../../src/use-cases/publish-award.ts';
import { openForm } from '../form/open-form.ts';
import { readFormRequest } from '../form/form-request.ts';
import { helpReply } from '../reply/help-reply.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import { readPendingAward } from '../reply/pending-award.ts';
import { chatActions } from '../reply/reply.ts';
import { awardTo } from './award-command.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';
import { done, reply, say, type ChatResult } from './chat-result.ts';
import { accept, showQueue, support, takeBack } from './nomination-commands.ts';
import { digest, language, passport, web } from './own-commands.ts';

/** Does what a button of ours asks for: one of `chatActions`, with the button's value. Others do nothing. */
export async function pressButton(
  deps: ChatDeps,
  context: ChatContext,
  action: string,
  value: string,
): Promise<ChatResult> {
  switch (action) {
    case chatActions.publishAward:
      return publish(deps, context, value, 'public');
    case chatActions.hideAward:
      return publish(deps, context, value, 'private');
    case chatActions.showPassport:
      return passport(deps, context);
    case chatActions.awardBadge: {
      const pending = readPendingAward(value);
      return pending === undefined ? done : awardTo(deps, context, pending);
    }
    case chatActions.openForm: {
      const request = readFormRequest(value);
      return request === undefined ? done : openForm(deps, context, request);
    }
    case chatActions.supportNomination:
      return support(deps, context, value);
    case chatActions.acceptNomination:
      return accept(deps, context, value);
    case chatActions.takeBackNomination:
      return takeBack(deps, context, value);
    case chatActions.setDigest:
      return value === 'weekly' || value === 'monthly' || value === 'off'
        ? digest(deps, context, value)
        : done;
    case chatActions.setLanguage:
      return value === 'nl' || value === 'en' ? language(deps, context, value) : done;
    case chatActions.showQueue:
      return showQueue(deps, context);
    case chatActions.showHelp:
      return reply(helpReply(context.locale, deps.links));
    case chatActions.openWeb:
      return web(deps, context);
    default:
      return done;
  }
}

async function publish(
  deps: ChatDeps,
  { actor, locale }: ChatContext,
  awardId: string,
  visibility: 'public' | 'private',
): Promise<ChatResult> {
  const outcome = await publishAward(deps, { actor, awardId, visibility, evidencePublic: false });
  if (!outcome.ok) return reply(refusalReply(outcome.refusal, locale));
  const m = chatWords(locale);
  return say([visibility === 'public' ? m.madePublic : m.madePrivate], {
    kind: 'buttons',
    buttons: [
      { label: m.viewAward, url: deps.links.award(awardId) },
      visibility === 'public'
        ? { label: m.makePrivate, action: chatActions.hideAward, value: awardId }
        : { label: m.makePublic, action: chatActions.publishAward, value: awardId },
    ],
  });
}
