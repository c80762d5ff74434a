import { createHash } from 'node:crypto';
import { cardOf, refreshIn } from './card-actions.ts';
import type { TeamsStandIn } from './stand-in.ts';
import type { Post } from './teams-state.ts';
import { bot, CHANNEL, GROUP, TEAM, users, type TeamsUser } from './teams-world.ts';

/** What the viewers' clients made of cards that come up to date for each of them. */
export type Views = {
  readonly cards: Map<string, unknown>;
  readonly asked: Set<string>;
};

export function viewKey(user: TeamsUser, post: Post): string {
  const shown = createHash('sha1')
    .update(JSON.stringify(post.activity ?? ''))
    .digest('hex');
  return `${user.id}|${post.id}|${shown}`;
}

/** A click changed what the viewer sees of a card. */
export function showView(views: Views, user: TeamsUser, post: Post, card: unknown): void {
  views.asked.add(viewKey(user, post));
  views.cards.set(viewKey(user, post), card);
}

const places = [
  { id: CHANNEL, kind: 'channel', name: 'Werkplaats' },
  { id: TEAM, kind: 'channel', name: 'Algemeen' },
  { id: GROUP, kind: 'group', name: 'Projectgroep Advies' },
] as const;

/** What somebody's client shows of the tenant. */
export function paneState(teams: TeamsStandIn, views: Views, me: TeamsUser): object {
  const { state } = teams;
  const own = teams.personalChat(me);
  const conversations = [
    ...places.filter(({ id }) => state.conversations.get(id)?.members.includes(me.id)),
    { id: own, kind: 'personal', name: bot.name },
  ].map(({ id, kind, name }) => ({
    id,
    kind,
    name: state.conversations.get(id)?.name || name,
    posts: state.posts
      .filter((post) => post.conversation === id && !post.deleted)
      .filter(({ targetedTo }) => targetedTo === undefined || targetedTo === me.id)
      .map((post) => shown(teams, views, me, post)),
  }));
  return {
    me: Object.entries(users).find(([, user]) => user.id === me.id)?.[0],
    locale: me.locale,
    team: state.teams.get(TEAM)?.name,
    people: Object.entries(users).map(([key, { id, aad, name, role, tenant }]) => ({
      key,
      id,
      aad,
      name,
      note: tenant === me.tenant ? (role === 'guest' ? 'guest' : undefined) : 'outside',
    })),
    conversations,
    calls: state.calls.slice(-40).toReversed(),
    deliveries: state.deliveries.slice(-40).toReversed(),
  };
}

function shown(teams: TeamsStandIn, views: Views, me: TeamsUser, post: Post): object {
  const from = teams.state.people.get(post.from);
  const card = cardOf(post.activity);
  const key = viewKey(me, post);
  const asks = card !== undefined && refreshIn(card, me.id) !== undefined;
  if (asks && !views.asked.has(key)) {
    views.asked.add(key);
    // What a client does as soon as it shows the card; where it goes wrong, the card stays as it was.
    void look(teams, views, me, post);
  }
  return {
    id: post.id,
    thread: post.thread,
    from: post.from === bot.id ? bot.name : from?.name,
    bot: post.from === bot.id,
    mine: post.from === me.id,
    text: post.text,
    card: views.cards.get(key) ?? card,
    onlyYou: post.targetedTo !== undefined,
    files: post.files,
    edited: post.edited,
    at: post.at.toISOString(),
  };
}

async function look(teams: TeamsStandIn, views: Views, me: TeamsUser, post: Post): Promise<void> {
  try {
    const seen = await teams.look(me, post);
    if (seen?.kind === 'card') views.cards.set(viewKey(me, post), seen.card);
    teams.state.changed();
  } catch {
    // The card stays as it was sent.
  }
}
