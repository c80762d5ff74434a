import { json, type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { deliveryKeyOf, originOf, parseActivity, tenantOf, type TeamsActivity } from './teams-activity.ts';
import type { TeamsAuthentication } from './teams-authentication.ts';
import { mayMatter } from './teams-evidence.ts';
import { localeOf } from './teams-form.ts';
import { badInvoke, type InvokeAnswer } from './teams-invoke.ts';

export type TeamsReceiving = {
  readonly authenticate: TeamsAuthentication;
  readonly store: Pick<Store, 'workspaces'>;
  readonly clock: Clock;
  /** Keeps an activity; rejects when the database can't be reached. */
  readonly keep: (item: InboxItem) => Promise<void>;
  readonly answer: (activity: TeamsActivity) => Promise<InvokeAnswer>;
  readonly log: { warn(words: string): void; error(words: string): void };
};

/** Far more than Teams sends: a message is at most 100 KB. */
const mostBytes = '512kb';
/** Teams waits ten seconds for an answer; words that say so come before. */
const patienceMs = 8_000;

/** What is acted on. Others, such as typing, are acknowledged and dropped. */
const kept = new Set([
  'message',
  'messageUpdate',
  'messageDelete',
  'conversationUpdate',
  'installationUpdate',
]);

/**
 * `POST /api/messages`: 401 for whoever is not the Bot Connector, 403 for a tenant that nobody connected; an activity
 * is stored before it is acknowledged, an invoke is answered.
 */
export function mountTeamsReceiver(app: Express, deps: TeamsReceiving): void {
  app.post(
    '/api/messages',
    json({ limit: mostBytes, type: () => true, strict: true }),
    refuseUnreadable,
    async (request: Request, response: Response) => {
      const { status, body } = await received(deps, request.headers.authorization, request.body);
      response.status(status);
      if (body === undefined) response.end();
      else response.json(body);
    },
  );
}

/** Who sends what is no JSON has not said who they are either. */
const refuseUnreadable: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const tooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
  response.status(tooLarge ? 413 : 400).end();
};

async function received(
  deps: TeamsReceiving,
  authorization: string | undefined,
  body: unknown,
): Promise<InvokeAnswer> {
  if (authorization === undefined) return { status: 401 };
  const origin = originOf(body);
  // What does not say where it comes from, no token can be right for.
  if (origin === undefined) return { status: 401 };
  const authenticity = await deps.authenticate(authorization, origin);
  if (authenticity === 'refused') return { status: 401 };
  if (authenticity === 'unavailable') {
    deps.log.error('the keys of the Bot Connector could not be had');
    return { status: 503 };
  }
  const activity = parseActivity(body);
  if (activity === undefined) {
    deps.log.warn('the Bot Connector sent what is no activity of Teams');
    return { status: 400 };
  }
  const tenant = tenantOf(activity);
  const known = tenant === undefined ? undefined : await deps.store.workspaces.find(`teams:${tenant}`);
  if (known === undefined || known.disconnectedAt !== undefined) {
    deps.log.warn(
      `the tenant ${tenant ?? 'without an id'} is not connected: npm run speldje -- teams connect`,
    );
    return { status: 403 };
  }
  if (activity.type === 'invoke') return invoked(deps, activity);
  if (!kept.has(activity.type)) return { status: 200 };
  // What people say to each other in posts of their own is nobody's business here.
  if (activity.type === 'message' && !mayMatter(activity)) return { status: 200 };
  const now = deps.clock();
  await deps.keep({
    key: deliveryKeyOf(activity),
    source: 'teams',
    payload: activity,
    receivedAt: now,
    status: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
  });
  return { status: 200 };
}

/** What goes wrong or takes too long is said where the click was; it may be done all the same, and once. */
async function invoked(deps: TeamsReceiving, activity: TeamsActivity): Promise<InvokeAnswer> {
  const locale = localeOf(activity.locale);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<InvokeAnswer>((resolve) => {
    timer = setTimeout(() => resolve(badInvoke(activity, locale, true)), patienceMs);
  });
  try {
    return await Promise.race([deps.answer(activity), late]);
  } catch (error) {
    deps.log.error(
      `an invoke (${activity.name ?? 'without a name'}) failed: ${error instanceof Error ? error.message : String(error)}`,
    );
    return badInvoke(activity, locale, true);
  } finally {
    clearTimeout(timer);
  }
}
