import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Pane } from '../page/pane.ts';
import { actionsIn, cardOf } from './card-actions.ts';
import { paneState, showView, viewKey, type Views } from './pane-state.ts';
import type { TeamsStandIn } from './stand-in.ts';
import type { Post } from './teams-state.ts';
import { users, type TeamsUser } from './teams-world.ts';

const who = z.enum(['bo', 'dana', 'sam', 'noor', 'ali', 'chris', 'robin', 'kim', 'gijs', 'eva']);
const filled = z.record(z.string(), z.string());

/** What a person does on the page. */
const act = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('say'),
    as: who,
    conversation: z.string(),
    text: z.string().max(20_000),
    thread: z.string().optional(),
    slash: z.boolean().optional(),
    files: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  }),
  z.object({ kind: z.literal('edit'), as: who, post: z.string(), text: z.string() }),
  z.object({ kind: z.literal('remove'), as: who, post: z.string() }),
  z.object({ kind: z.literal('click'), as: who, post: z.string(), at: z.number() }),
  z.object({ kind: z.literal('message-action'), as: who, post: z.string(), command: z.string() }),
  z.object({
    kind: z.literal('submit'),
    as: who,
    conversation: z.string(),
    thread: z.string().optional(),
    extension: z.boolean(),
    card: z.unknown(),
    filled,
  }),
  z.object({ kind: z.literal('search'), as: who, conversation: z.string(), words: z.string() }),
  z.object({
    kind: z.literal('suggest'),
    as: who,
    conversation: z.string(),
    dataset: z.string(),
    words: z.string(),
  }),
  z.object({ kind: z.literal('install'), as: who, installed: z.boolean() }),
]);

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

/** The tenant of the stand-in as part of the playground's page. */
export function teamsPane(teams: TeamsStandIn): Pane {
  const views: Views = { cards: new Map(), asked: new Set() };
  return {
    name: 'teams',
    title: { nl: 'Teams', en: 'Teams' },
    files: new URL('./pane/', import.meta.url),
    script: 'pane.js',
    style: 'pane.css',
    onChange: (listener) => teams.onChange(listener),
    async answer(path, request, response) {
      const url = new URL(path, 'http://pane/');
      if (url.pathname === '/state') {
        const me = who.safeParse(url.searchParams.get('as'));
        return json(response, 200, paneState(teams, views, users[me.success ? me.data : 'bo']));
      }
      if (url.pathname !== '/act' || request.method !== 'POST') {
        response.writeHead(404).end();
        return undefined;
      }
      const asked = act.safeParse(await readJson(request));
      if (!asked.success) return json(response, 400, { error: z.prettifyError(asked.error) });
      try {
        return json(response, 200, (await perform(teams, views, asked.data)) ?? {});
      } catch (error) {
        return json(response, 200, {
          kind: 'fault',
          words: error instanceof Error ? error.message : 'something went wrong',
        });
      }
    },
  };
}

async function perform(teams: TeamsStandIn, views: Views, asked: z.infer<typeof act>): Promise<unknown> {
  const me = users[asked.as];
  const post = 'post' in asked ? teams.state.posts.find(({ id }) => id === asked.post) : undefined;
  if ('post' in asked && post === undefined) throw new Error('that message is not there any more');
  switch (asked.kind) {
    case 'say': {
      const { text, conversation, thread, slash, files } = asked;
      const { answered } = await teams.say({
        user: me,
        conversation,
        text,
        ...(thread === undefined ? {} : { thread }),
        ...(slash === undefined ? {} : { slash }),
        ...(files === undefined ? {} : { files }),
      });
      return answered !== undefined && answered.status >= 400
        ? { kind: 'fault', words: `the service answered ${answered.status}` }
        : { kind: 'said' };
    }
    case 'edit':
      return post && teams.edit(post, asked.text);
    case 'remove':
      return post && teams.remove(post);
    case 'click':
      return post && clicked(teams, views, me, post, asked.at);
    case 'message-action':
      return post && teams.messageAction(me, post, asked.command);
    case 'submit':
      return teams.submit(me, asked.conversation, asked.card, asked.filled, {
        extension: asked.extension,
        ...(asked.thread === undefined ? {} : { thread: asked.thread }),
      });
    case 'search':
      return teams.search(me, asked.conversation, asked.words);
    case 'suggest':
      return teams.suggest(me, asked.conversation, asked.dataset, asked.words);
    case 'install':
      return asked.installed ? teams.install(me) : teams.uninstall(me);
  }
}

async function clicked(
  teams: TeamsStandIn,
  views: Views,
  me: TeamsUser,
  post: Post,
  at: number,
): Promise<unknown> {
  const card = views.cards.get(viewKey(me, post)) ?? cardOf(post.activity);
  const title = actionsIn(card)[at]?.title ?? '';
  const seen = await teams.click(me, post, title, card);
  if (seen.kind !== 'card') return seen;
  showView(views, me, post, seen.card);
  teams.state.changed();
  return { kind: 'said' };
}
