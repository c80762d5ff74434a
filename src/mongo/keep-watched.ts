type Heartbeat = { readonly connectionId: string; readonly awaited: boolean };

/** What of a `MongoClient` is needed, of whichever version of the driver. */
export type WatchedClient = {
  readonly options: { readonly connectTimeoutMS: number; readonly heartbeatFrequencyMS: number };
  on(event: 'serverHeartbeatStarted', listener: (heartbeat: Heartbeat) => void): unknown;
  on(
    event: 'serverHeartbeatSucceeded' | 'serverHeartbeatFailed',
    listener: (heartbeat: Heartbeat) => void,
  ): unknown;
  on(event: 'serverClosed', listener: (closed: { readonly address: string }) => void): unknown;
  connect(): Promise<unknown>;
  close(): Promise<void>;
};

/** How long after its own limits a heartbeat counts as lost, where nobody says otherwise; milliseconds. */
const usualPatienceMs = 3_000;

/** How often is looked whether a heartbeat is overdue, milliseconds. */
const everyMs = 500;

/**
 * Connects the client anew when its watch over a server has died. A socket that is destroyed, and whose end the driver has not
 * heard of yet, takes a heartbeat of it and never answers (`Connection.writeCommand` waits for a `drain`; mongodb 7.8 and
 * 7.9). The driver begins no second heartbeat beside the first, so it would call that server away for ever (decision 14).
 *
 * @param patienceMs how much longer than its own limits a heartbeat may take
 * @returns ends the watching
 */
export function keepWatched(
  client: WatchedClient,
  { patienceMs = usualPatienceMs }: { readonly patienceMs?: number } = {},
): () => void {
  const { connectTimeoutMS, heartbeatFrequencyMS } = client.options;
  const begun = new Map<string, { readonly at: number; readonly awaited: boolean }>();
  let reviving = false;
  let lost = false;

  client.on('serverHeartbeatStarted', ({ connectionId, awaited }) => {
    begun.set(connectionId, { at: performance.now(), awaited });
  });
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => void begun.delete(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => void begun.delete(connectionId));
  client.on('serverClosed', ({ address }) => void begun.delete(address));

  const overdue = () =>
    [...begun.values()].some(({ at, awaited }) => {
      // An awaited one is answered when something changes, or after this time.
      const limit = connectTimeoutMS + (awaited ? heartbeatFrequencyMS : 0) + patienceMs;
      return performance.now() - at > limit;
    });
  const revive = async (): Promise<void> => {
    reviving = true;
    lost = true;
    try {
      await client.close();
      begun.clear();
      await client.connect();
      lost = false;
    } catch {
      // The database is away too: again at the next look.
    } finally {
      reviving = false;
    }
  };
  const timer = setInterval(() => {
    if (!reviving && (lost || overdue())) void revive();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
