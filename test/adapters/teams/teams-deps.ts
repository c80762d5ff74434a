import type { TeamsDeps } from '../../../adapters/teams/teams-deps.ts';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { teamsConnector } from '../../../adapters/teams/teams-connector.ts';
import { teamsNotifier } from '../../../adapters/teams/teams-notifier.ts';
import { teamsRoster } from '../../../adapters/teams/teams-roster.ts';
import { startTeamsStandIn, type TeamsStandIn } from '../../../playground/teams/stand-in.ts';
import { APP_ID, CHANNEL, TEAM, TENANT, users } from '../../../playground/teams/teams-world.ts';
import { conversationKey } from '../../../src/domain/conversation-reference.ts';
import type { OutboxMessage } from '../../../src/domain/outbox-message.ts';
import { deliverNextMessage } from '../../../src/use-cases/deliver-messages.ts';
import { buildOutboxMessage } from '../../builders/build-outbox-message.ts';
import { buildLinkedIdentity, buildPerson } from '../../builders/build-person.ts';
import { deterministicId, testMoment } from '../../builders/deterministic-id.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';

export const workspace = `teams:${TENANT}`;
export const samKey = `${workspace}:${users.sam.aad}`;

/** The Teams side of the service on a store in memory, against the stand-in's connector, with a clock to move. */
export type TeamsWorld = {
  readonly teams: TeamsStandIn;
  readonly deps: TeamsDeps;
  readonly now: () => Date;
  pass(ms: number): void;
  /** Delivers whatever is due until nothing is. */
  deliver(): Promise<void>;
  row(key: string): Promise<OutboxMessage | undefined>;
  /** Resolves when work that nobody waits for is done. */
  idle(): Promise<void>;
};

export async function teamsWorld(teams: TeamsStandIn, fetchIt: typeof fetch = fetch): Promise<TeamsWorld> {
  let now = testMoment;
  const clock = () => now;
  const store = createMemoryStore();
  const connector = teamsConnector({
    appId: APP_ID,
    appPassword: teams.environment.MICROSOFT_APP_PASSWORD,
    tenantId: TENANT,
    loginUrl: teams.url,
    fetch: fetchIt,
    clock,
  });
  const running = new Set<Promise<unknown>>();
  const deps: TeamsDeps = {
    store,
    clock,
    ids: { id: deterministicId, token: deterministicId, below: () => 0 },
    links: linksOf('https://speldje.example'),
    mailOn: false,
    appId: APP_ID,
    connector,
    roster: teamsRoster(connector, clock),
    later: (work) => void running.add(work().catch(() => undefined)),
  };
  await store.workspaces.save({ key: workspace, connectedAt: testMoment });
  await store.conversationReferences.save({
    key: conversationKey(workspace, CHANNEL),
    workspace,
    conversation: CHANNEL,
    serviceUrl: teams.connectorUrl,
    group: TEAM,
    seenAt: testMoment,
  });
  const notifier = teamsNotifier(deps);
  return {
    teams,
    deps,
    now: clock,
    pass(ms) {
      now = new Date(now.getTime() + ms);
    },
    async deliver() {
      const notifiers = new Map([['teams' as const, notifier]]);
      for (let more = true; more; )
        more = await deliverNextMessage({ store, clock, ids: deps.ids, notifiers, jitter: () => 0 });
    },
    row: (key) => store.outbox.findByKey(key),
    async idle() {
      await Promise.all(running);
    },
  };
}

export function startTeams(): Promise<TeamsStandIn> {
  return startTeamsStandIn({ serviceUrl: 'http://localhost:9', appPassword: 'secret-of-the-stand-in' });
}

const badge = {
  slug: 'lassen',
  title: { nl: 'Lassen', en: 'Welding' },
  description: { nl: 'Last recht.', en: 'Welds straight.' },
  issuerName: { nl: 'Werkplaats' },
  picture: 'a'.repeat(64),
};

/** An announcement in the channel, below a post of somebody's. */
export function announcement(key: string, thread?: string): OutboxMessage {
  return buildOutboxMessage({
    key,
    channel: 'teams',
    destination: {
      kind: 'conversation',
      place: { workspace, conversation: CHANNEL, ...(thread === undefined ? {} : { thread }) },
      locale: 'nl',
    },
    notice: {
      kind: 'award-announced',
      badge,
      by: { personId: 'bo', name: 'Begeleider Bo' },
      recipients: [{ personId: 'sam', name: 'Student Sam', identity: samKey, awardId: 'a1' }],
      confirmEvidence: false,
    },
  });
}

/** A message to Sam alone. */
export function toSam(key: string): OutboxMessage {
  return buildOutboxMessage({
    key,
    channel: 'teams',
    destination: { kind: 'person', identity: samKey, personId: 'sam', locale: 'nl' },
    notice: { kind: 'award-revoked', badge, awardId: 'a1', reason: 'Vergissing' },
  });
}

export function sam() {
  return buildPerson({
    id: 'sam',
    name: 'Student Sam',
    identities: [
      buildLinkedIdentity({ kind: 'teams', tenant: TENANT, user: users.sam.aad }),
      buildLinkedIdentity({ kind: 'email', address: 'sam@example.org' }, { vouchedBy: 'confirmed' }),
    ],
  });
}
