import type { Clock } from '../../src/ports/clock.ts';

/** Slack takes about one message a second in a conversation. */
const slotMs = 1_000;

/**
 * The turns of messages for a conversation that Slack said to wait with: each gets a moment of its own, a second
 * after the one before it, instead of all knocking again together. Kept in memory: what is lost is a turn.
 */
export type SlackPace = {
  /** How long a message has to wait for its turn, in milliseconds; 0 when it may go now. */
  readonly waitFor: (conversation: string, message: string) => number;
  /** Slack turned a message away for so long; gives the milliseconds until its turn. */
  readonly turnedAway: (conversation: string, message: string, retryAfterMs: number) => number;
};

export function slackPace(clock: Clock): SlackPace {
  /** When the next free turn of a conversation is. */
  const free = new Map<string, number>();
  const turns = new Map<string, number>();

  const giveTurn = (conversation: string, message: string, from: number): number => {
    const turn = Math.max(free.get(conversation) ?? 0, from);
    free.set(conversation, turn + slotMs);
    turns.set(message, turn);
    return turn;
  };

  return {
    waitFor(conversation, message) {
      const now = clock().getTime();
      const turn = turns.get(message);
      if (turn !== undefined) {
        if (turn > now) return turn - now;
        turns.delete(message);
        return 0;
      }
      if ((free.get(conversation) ?? 0) > now) return giveTurn(conversation, message, now) - now;
      free.delete(conversation);
      return 0;
    },
    turnedAway(conversation, message, retryAfterMs) {
      const now = clock().getTime();
      return giveTurn(conversation, message, now + retryAfterMs) - now;
    },
  };
}
