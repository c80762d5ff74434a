import type { Channels } from './digest-destination.ts';

/** The channels that a configuration turns on. The tool for courses sends grades only, no messages to people. */
export function configuredChannels(config: {
  readonly slack?: unknown;
  readonly teams?: unknown;
  readonly mail?: unknown;
}): Channels {
  return new Set([
    ...(config.slack === undefined ? [] : (['slack'] as const)),
    ...(config.teams === undefined ? [] : (['teams'] as const)),
    ...(config.mail === undefined ? [] : (['email'] as const)),
  ]);
}
