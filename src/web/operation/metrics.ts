import { collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';
import type { Store } from '../../ports/store.ts';

/** Seconds, by method, route pattern and status. */
export type RequestDurations = {
  observe(labels: { method: string; route: string; status: string }, seconds: number): void;
};

/**
 * Registers what this app measures: durations of requests, the process itself, and at each scrape how many
 * messages and requests wait. A database that does not answer shows as `speldje_store_up 0`, and leaves the rest.
 */
export function registerMetrics(registry: Registry, store: Store): RequestDurations {
  collectDefaultMetrics({ register: registry });
  registerCounts(registry, 'speldje_outbox_messages', 'Messages by status', () =>
    store.outbox.countByStatus(),
  );
  registerCounts(registry, 'speldje_inbox_items', 'Requests from the platforms by status', () =>
    store.inbox.countByStatus(),
  );
  const up = new Gauge({
    name: 'speldje_store_up',
    help: 'Whether the database answered at this scrape',
    registers: [registry],
    collect: async () => {
      const answers = await store.ping().catch(() => false);
      up.set(answers ? 1 : 0);
    },
  });
  return new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
}

/** A gauge that is counted anew at each scrape; it has no values while the database is away. */
function registerCounts(
  registry: Registry,
  name: string,
  help: string,
  count: () => Promise<Readonly<Record<string, number>>>,
): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames: ['status'],
    registers: [registry],
    collect: async () => {
      gauge.reset();
      const counts = await count().catch(() => ({}));
      for (const [status, found] of Object.entries(counts)) gauge.set({ status }, found);
    },
  });
}
