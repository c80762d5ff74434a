import { inLocale } from '../src/domain/localized-text.ts';
import type { OutboxMessage } from '../src/domain/outbox-message.ts';
import type { DeliveryResult, Notifier } from '../src/ports/notifier.ts';
import { scopes } from './claims.ts';
import type { LtiDeps } from './lti-deps.ts';
import { request } from './platform-tokens.ts';

/** The address of a line item's scores: `/scores` at the end of its path, its query kept (Grade Services 2.0 §3.4). */
export function scoresUrl(lineItem: string): string {
  const url = new URL(lineItem);
  url.pathname = `${url.pathname.replace(/\/$/u, '')}/scores`;
  return url.href;
}

/**
 * Posts awards into gradebooks, and takes revoked ones out again; the same score posted again is the same score, so a
 * repetition does no harm.
 */
export function gradeNotifier(deps: Pick<LtiDeps, 'store' | 'fetch' | 'tokens' | 'publicUrl'>): Notifier {
  return {
    channel: 'lti',
    async deliver(message) {
      const { destination, notice } = message;
      if (
        destination.kind !== 'conversation' ||
        (notice.kind !== 'you-were-awarded' && notice.kind !== 'award-revoked')
      )
        return { kind: 'impossible', error: `no grade in a message ${notice.kind}`, unreachable: false };
      // Taken back before it was ever posted: it must not come in after the message that takes it out.
      if (notice.kind === 'you-were-awarded') {
        const award = await deps.store.awards.find(notice.awardId);
        if (award?.status === 'revoked') return { kind: 'delivered' };
      }
      const { workspace, conversation, thread } = destination.place;
      const platform = await deps.store.lti.platforms.find(workspace.slice('lti:'.length));
      if (platform?.status !== 'accepted' || thread === undefined)
        return { kind: 'impossible', error: 'the platform is no longer connected', unreachable: true };
      const given = await deps.tokens.token(platform, [scopes.score]);
      if (!given.ok) return again(given.fault.problem, given.fault.afterMs);
      const answer = await request(deps.fetch, scoresUrl(conversation), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${given.token}`,
          'content-type': 'application/vnd.ims.lis.v1.score+json',
        },
        body: JSON.stringify(scoreOf(message, thread, deps.publicUrl)),
      });
      if (answer.ok) return { kind: 'delivered' };
      const { problem, status, afterMs } = answer.fault;
      if (problem === 'unauthorized') deps.tokens.forget(platform, [scopes.score]);
      // A newer score of the same award is there already.
      if (status === 409) return { kind: 'delivered' };
      if (problem === 'forbidden')
        return {
          kind: 'impossible',
          error: `the platform refused the score (${status})`,
          unreachable: status === 404,
        };
      // Some platforms answer a post that they took with words that are no JSON.
      if (problem === 'unreadable') return { kind: 'delivered' };
      return again(`${problem}${status === undefined ? '' : ` (${status})`}`, afterMs);
    },
    findDelivered: () => Promise.resolve(undefined),
  };
}

function again(error: string, afterMs: number | undefined): DeliveryResult {
  return {
    kind: 'again',
    error: `the platform's gradebook: ${error}`,
    ...(afterMs === undefined ? {} : { afterMs }),
  };
}

/**
 * An award counts as one of one. The timestamp is the award's, so that a repetition is no newer score. A score without
 * `scoreGiven` clears what was there (Grade Services 2.0 §3.4.4).
 */
function scoreOf(message: OutboxMessage, subject: string, publicUrl: string): Record<string, unknown> {
  const { notice, createdAt, destination } = message;
  const common = { userId: subject, timestamp: createdAt.toISOString() };
  if (notice.kind !== 'you-were-awarded')
    return { ...common, activityProgress: 'Initialized', gradingProgress: 'NotReady' };
  const comment = `${inLocale(notice.badge.title, destination.locale)} · ${publicUrl}/awards/${notice.awardId}`;
  return {
    ...common,
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 1,
    scoreMaximum: 1,
    comment,
  };
}
