import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linksOf } from '../../adapters/chat/reply/links.ts';
import { slackIntegration } from '../../adapters/slack/slack-integration.ts';
import { teamsIntegration } from '../../adapters/teams/teams-integration.ts';
import { startSlackStandIn, type SlackStandIn } from '../../playground/slack/stand-in.ts';
import { cardOf, wordsIn } from '../../playground/teams/card-actions.ts';
import { startTeamsStandIn, type TeamsStandIn } from '../../playground/teams/stand-in.ts';
import { CHANNEL, TENANT, users } from '../../playground/teams/teams-world.ts';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { diskFiles } from '../../src/catalogue/disk-files.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { Ids } from '../../src/ports/ids.ts';
import { carryOutNext } from '../../src/use-cases/carry-out-next.ts';
import { connectWorkspace } from '../../src/use-cases/connect-workspace.ts';
import { deliverNextMessage } from '../../src/use-cases/deliver-messages.ts';
import { grantRole } from '../../src/use-cases/grant-role.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { drawHere } from '../catalogue/faults-of.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';

const slackIds = {
  bo: 'U0BO',
  sam: 'U0SAM',
  noor: 'U0NOOR',
  ali: 'U0ALI',
  chris: 'U0CHRIS',
  robin: 'U0ROBIN',
} as const;
type Who = keyof typeof slackIds;
const slackKeys = Object.values(slackIds).map((id) => `slack:T0SPELDJE:${id}`);
const teamsKeys = Object.values(users).map(({ aad }) => `teams:${TENANT}:${aad}`);

/** `{sam}` and the like are mentions; the same words are said to both bots, by mention in a channel. */
const sentences: [who: Who, sentence: string][] = [
  ['bo', 'award {sam} adviseur-lerende-regio'],
  ['bo', 'toekennen {sam} adviseur–lerende–regio “Sterk advies”'],
  ['bo', 'award {sam} and {noor} adviseur-lerende-regio for their advice'],
  ['bo', 'ken {sam} de badge adviseur-lerende-regio toe omdat ze doorvroeg'],
  ['bo', 'Toekennen {sam} {noor} {ali} ADVISEUR-LERENDE-REGIO.'],
  ['bo', '{sam} adviseur-lerende-regio'],
  ['bo', 'award {sam} *adviseur-lerende-regio* "Sterk advies"'],
  ['bo', 'award {sam} Adviseur Lerende Regio Maas en Waal'],
  ['bo', 'award {sam} adviseur-lerend-regoi'],
  ['bo', 'award {sam} begeleiden'],
  ['bo', 'award {sam} bestaat-niet'],
  ['bo', 'award {bo} adviseur-lerende-regio'],
  ['bo', 'award {sam}'],
  ['bo', 'award'],
  ['bo', 'award adviseur-lerende-regio'],
  ['bo', 'award @Niemand adviseur-lerende-regio'],
  ['bo', 'award @Student Sam adviseur-lerende-regio'],
  ['sam', 'award {noor} adviseur-lerende-regio'],
  ['sam', 'voordragen {noor} adviseur-lerende-regio “Zij hielp ons”'],
  ['chris', 'nominate {sam} adviseur-lerende-regio because he asked the right questions'],
  ['chris', 'nominate {sam}'],
  ['chris', 'nominate'],
  ['sam', 'steun {noor} adviseur-lerende-regio'],
  ['robin', 'beoordeel'],
  ['robin', 'review {sam} adviseur-lerende-regio accept'],
  ['bo', 'revoke {sam} adviseur-lerende-regio'],
  ['sam', 'paspoort'],
  ['chris', 'passport'],
  ['noor', 'paspoort {sam}'],
  ['sam', 'paspoort {sam}'],
  ['bo', 'lijst'],
  ['chris', 'list welding'],
  ['bo', 'lijst xyzzy'],
  ['sam', 'ervaring Cursus lassen bij ROC, 2023'],
  ['sam', 'ervaring'],
  ['sam', 'overzicht'],
  ['sam', 'overzicht maandelijks'],
  ['sam', 'taal'],
  ['chris', 'language en'],
  ['sam', 'koppel sam@voorbeeld.example'],
  ['sam', 'koppel'],
  ['chris', 'help'],
  ['bo', 'help toekennen'],
  ['bo', 'instellingen'],
  ['bo', 'frobnicate'],
  ['bo', ''],
  ['bo', '?'],
  ['bo', 'dank je wel'],
];

let slack: SlackStandIn;
let teams: TeamsStandIn;
let server: Server;
let catalogue: Catalogue;
/** What answers at the service's address now. */
let current: RequestListener;
let world: Awaited<ReturnType<typeof bothPlatforms>>;

const issuerSlug = 'stichting-stimulering-techniek-maas-en-waal';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** Both integrations as the service mounts them, on a store in memory that holds the demo community. */
async function bothPlatforms() {
  const store = createMemoryStore();
  const ids: Ids = { id: randomUUID, token: randomUUID, below: (limit) => randomInt(limit) };
  const deps = { store, clock: () => new Date(), ids };
  await importCatalogue(deps, { actor: operatorActor, catalogue, publicUrl: 'https://speldje.example' });
  await connectWorkspace(deps, { actor: operatorActor, key: `teams:${TENANT}` });
  for (const [role, user] of [
    ['awarder', users.bo],
    ['reviewer', users.robin],
  ] as const)
    await grantRole(deps, { actor: operatorActor, issuerSlug, role, grantee: `teams:${TENANT}:${user.aad}` });
  const given = {
    ...deps,
    links: linksOf('https://speldje.example'),
    mailOn: false,
    fetch,
    keep: async (item: InboxItem) => void (await store.inbox.put([item])),
    log: quiet,
  };
  const inSlack = slackIntegration(
    { signingSecret: 'signing', botToken: 'xoxb-stand-in', apiUrl: slack.apiUrl },
    {
      ...given,
      publicUrl: 'https://speldje.example',
      box: { seal: (plain) => plain, open: (sealed) => sealed, stateSecret: 'state' },
    },
  );
  const env = teams.environment;
  const inTeams = teamsIntegration(
    {
      appId: env.MICROSOFT_APP_ID,
      appPassword: env.MICROSOFT_APP_PASSWORD,
      tenantId: TENANT,
      openIdMetadataUrl: env.BOT_OPENID_METADATA_URL,
      loginUrl: env.MICROSOFT_LOGIN_URL,
    },
    { ...given, onWritten() {} },
  );
  const app = express();
  inSlack.mount(app);
  inTeams.mount(app);
  const handlers = new Map([inSlack, inTeams].map(({ source, carryOut }) => [source, carryOut]));
  const notifiers = new Map([inSlack, inTeams].map(({ notifier }) => [notifier.channel, notifier]));
  const onFault = (_: InboxItem, error: unknown) => {
    throw error;
  };
  return {
    store,
    app,
    async work() {
      while (await carryOutNext({ ...deps, handlers, onFault }));
      while (await deliverNextMessage({ ...deps, notifiers, jitter: () => 0 }));
    },
  };
}

beforeAll(async () => {
  const read = await readCatalogue('catalogue', { files: diskFiles, draw: drawHere });
  if (!read.ok) throw new Error('the demo catalogue can not be read');
  catalogue = read.catalogue;
  server = createServer((request, response) => current(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const serviceUrl = `http://localhost:${address.port}`;
  slack = await startSlackStandIn({ serviceUrl, signingSecret: 'signing', botToken: 'xoxb-stand-in' });
  teams = await startTeamsStandIn({ serviceUrl, appPassword: 'secret-of-the-stand-in' });
});
beforeEach(async () => {
  slack.reset();
  teams.reset();
  world = await bothPlatforms();
  current = world.app;
});
afterAll(async () => {
  await slack?.stop();
  await teams?.stop();
  server?.closeAllConnections();
  server?.close();
});

/** What came about for the people of one platform, by name: they have accounts of their own. */
async function outcome(platform: 'slack' | 'teams') {
  const { store } = world;
  const there = async (id: string | undefined) => {
    const person = id === undefined ? undefined : await store.persons.find(id);
    return person?.identities.some(({ identity }) => identity.kind === platform) ? person.name : undefined;
  };
  const awards: string[] = [];
  for await (const { badge, personId, awardedBy, reason } of store.awards.all({})) {
    const name = await there(personId);
    if (name !== undefined) awards.push(JSON.stringify([badge.slug, name, await there(awardedBy), reason]));
  }
  const nominations: string[] = [];
  const experiences: string[] = [];
  for (const user of Object.values(platform === 'slack' ? slackKeys : teamsKeys)) {
    const person = await store.persons.findByIdentity(user);
    for (const { badge, nomineeId, status, reason } of person
      ? await store.nominations.ofPerson(person.id)
      : [])
      nominations.push(JSON.stringify([person?.name, badge.slug, await there(nomineeId), status, reason]));
    for (const { title, kind, from, until } of person ? await store.experiences.ofPerson(person.id) : [])
      experiences.push(JSON.stringify([person?.name, title, kind, from, until]));
  }
  return {
    awards: awards.toSorted(),
    nominations: nominations.toSorted(),
    experiences: experiences.toSorted(),
  };
}

/** Words without the markup of either, and without what names the platform. */
function plain(text: string): string {
  return text
    .replaceAll(/<@U0(\w+)>/gu, (whole, id: string) => nameOfSlack(`U0${id}`) ?? whole)
    .replaceAll(/<at>([^<]+)<\/at>/gu, '$1')
    .replaceAll(/<(https?:[^|>]+)\|([^>]+)>/gu, '$2')
    .replaceAll(/\[([^\]]+)\]\((https?:[^)]+)\)/gu, '$1')
    .replaceAll(/\\(.)/gu, '$1')
    .replaceAll(/^&?gt;|^>/gmu, '')
    .replaceAll(/[*`_]/gu, '')
    .replaceAll(/@Speldje |\/badge /gu, 'BOT ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const whoever = ['bo', 'sam', 'noor', 'ali', 'chris', 'robin'] as const;

const nameOfSlack = (id: string) => {
  const who = whoever.find((one) => slackIds[one] === id);
  return who === undefined ? undefined : users[who].name;
};

async function inSlack(who: Who, sentence: string) {
  const text = sentence.replaceAll(/\{(\w+)\}/gu, (_, name: Who) => `<@${slackIds[name]}>`);
  await slack.say({ user: slackIds[who], channel: 'C0WERKPLAATS', text: `<@U0SPELDJE> ${text}` });
  await slack.settled();
  await world.work();
  const shown = (message: unknown) => plain(slackWords(message));
  return {
    ...(await outcome('slack')),
    answer: slack.ephemerals(slackIds[who]).map(shown),
    announced: slack
      .messages('C0WERKPLAATS')
      .filter(({ user }) => user === 'U0SPELDJE')
      .map(shown),
  };
}

function slackWords(message: unknown): string {
  const blocks: unknown =
    typeof message === 'object' && message !== null && 'blocks' in message ? message.blocks : [];
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && value.type === 'actions') return;
    if ('text' in value && typeof value.text === 'string') texts.push(value.text);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(blocks);
  return texts.join('\n');
}

async function inTeams(who: Who, sentence: string) {
  const text = sentence.replaceAll(/\{(\w+)\}/gu, (_, name: Who) => `@${users[name].name}`);
  const user = users[who];
  await teams.say({ user, conversation: CHANNEL, text: `@Speldje ${text}` });
  await world.work();
  const shown = (post: { activity?: unknown }) => plain(wordsIn(cardOf(post.activity)));
  const all = teams.fromBot(CHANNEL);
  return {
    ...(await outcome('teams')),
    answer: all.filter(({ targetedTo }) => targetedTo === user.id).map(shown),
    announced: all.filter(({ targetedTo }) => targetedTo === undefined).map(shown),
  };
}

describe('the same sentence in Slack and in Teams', () => {
  it.each(sentences)(
    '%s says “%s”: the same comes about, and the same is answered',
    async (who, sentence) => {
      const slackToo = await inSlack(who, sentence);
      const teamsToo = await inTeams(who, sentence);
      expect(teamsToo).toEqual(slackToo);
      expect(slackToo.answer.length + slackToo.announced.length).toBeGreaterThan(0);
    },
  );
});
