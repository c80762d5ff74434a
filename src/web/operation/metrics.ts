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
  const outbox = new Gauge({
    name: 'speldje_outbox_messages',
    help: 'Messages by status',
    labelNames: ['status'],
    registers: [registry],
  });
  const inbox = new Gauge({
    name: 'speldje_inbox_items',
    help: 'Requests from the platforms by status',
    labelNames: ['status'],
    registers: [registry],
  });
  const up = new Gauge({
    name: 'speldje_store_up',
    help: 'Whether the database answered at this scrape',
    registers: [registry],
    collect: async () => {
      try {
        const [messages, items] = await Promise.all([
          store.outbox.countByStatus(),
          store.inbox.countByStatus(),
        ]);
        for (const [status, count] of Object.entries(messages)) outbox.set({ status }, count);
        for (const [status, count] of Object.entries(items)) inbox.set({ status }, count);
        up.set(1);
      } catch {
        up.set(0);
      }
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
