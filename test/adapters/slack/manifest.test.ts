import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { botScopes } from '../../../adapters/slack/slack-receiver.ts';
import { shortcuts } from '../../../adapters/slack/carry-out-slack.ts';
import { readAppManifest } from '../../../playground/slack/app-manifest.ts';

const root = new URL('../../../', import.meta.url);

/** What each method of the Web API that is called wants (docs.slack.dev, each method's page). */
const scopesOfMethod: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'mpim:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'files.info': ['files:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

const scopesOfEvent: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  app_uninstalled: [],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** The events that `slack-request.ts` reads, as the app's manifest asks for them. */
const slackEvents = Object.keys(scopesOfEvent);

function methodsCalled(): string[] {
  const folder = new URL('adapters/slack/', root);
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const calls = sources.flatMap((source) => [...source.matchAll(/client\.([a-zA-Z.]+)\(/gu)]);
  return [...new Set(calls.map(([, method]) => method ?? ''))].toSorted();
}

describe('the manifest of the Slack app', async () => {
  const manifest = await readAppManifest(new URL('manifest/slack.yaml', root));

  it('asks for what the code calls and hears, and for nothing more', () => {
    const wanted = [
      'commands',
      ...methodsCalled().flatMap((method) => scopesOfMethod[method] ?? [`unknown method ${method}`]),
      ...slackEvents.flatMap((event) => scopesOfEvent[event] ?? [`unknown event ${event}`]),
    ];
    expect(manifest.scopes?.toSorted()).toEqual([...new Set(wanted)].toSorted());
    // An installation by OAuth asks for the same.
    expect(botScopes.toSorted()).toEqual(manifest.scopes?.toSorted());
  });

  it('subscribes to the events that are acted on', () => {
    expect(manifest.events?.toSorted()).toEqual([...slackEvents].toSorted());
  });

  it('has the command, and the shortcuts under the ids that the code knows', () => {
    expect(manifest.commands.map(({ command }) => command)).toEqual(['/badge']);
    expect(manifest.shortcuts.map(({ kind, callbackId }) => [kind, callbackId])).toEqual([
      ['message', shortcuts.awardForMessage],
      ['message', shortcuts.addToEvidence],
      ['global', shortcuts.award],
    ]);
    // Slack takes 24 characters for a shortcut's name.
    for (const { name } of manifest.shortcuts) expect(name.length).toBeLessThanOrEqual(24);
  });
});
