import type { Clock } from '../../src/ports/clock.ts';
import { ConnectorRefused, type TeamsConnector, type TeamsMember } from './teams-connector.ts';

/** Who is in a conversation. What was said of somebody is remembered for five minutes. */
export interface TeamsRoster {
  /**
   * `unknown` when they are not there; `hidden` when the bot is not there itself. Throws ConnectorRefused when the
   * connector can't tell now.
   */
  member(serviceUrl: string, conversation: string, user: string): Promise<TeamsMember | 'unknown' | 'hidden'>;
  /** Somebody joined, left or changed. */
  forget(conversation: string): void;
}

const rememberedMs = 5 * 60_000;
const mostRemembered = 20_000;

export function teamsRoster(connector: TeamsConnector, clock: Clock): TeamsRoster {
  const remembered = new Map<string, { said: TeamsMember | 'unknown' | 'hidden'; until: number }>();
  return {
    async member(serviceUrl, conversation, user) {
      const key = `${conversation}|${user}`;
      const known = remembered.get(key);
      if (known !== undefined && known.until > clock().getTime()) return known.said;
      const said = await ask(connector, serviceUrl, conversation, user);
      if (remembered.size >= mostRemembered) remembered.clear();
      // Somebody who is not there may be let in at any moment.
      if (typeof said !== 'string') remembered.set(key, { said, until: clock().getTime() + rememberedMs });
      return said;
    },
    forget(conversation) {
      for (const key of remembered.keys()) if (key.startsWith(`${conversation}|`)) remembered.delete(key);
    },
  };
}

async function ask(
  connector: TeamsConnector,
  serviceUrl: string,
  conversation: string,
  user: string,
): Promise<TeamsMember | 'unknown' | 'hidden'> {
  try {
    return (await connector.member(serviceUrl, conversation, user)) ?? 'unknown';
  } catch (error) {
    if (error instanceof ConnectorRefused && error.status === 403) return 'hidden';
    if (error instanceof ConnectorRefused && error.status === 400) return 'unknown';
    throw error;
  }
}
