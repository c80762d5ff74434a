import { setTimeout as wait } from 'node:timers/promises';
import type { Express } from 'express';
import type { AppDeps } from '../web-deps.ts';

/** Longer than that, and the load balancer had better ask another instance. */
const patienceMs = 1000;

/** `/healthz`: the process runs. `/readyz`: the database answers. `/metrics`: for Prometheus. */
export function mountOperation(app: Express, deps: AppDeps): void {
  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const ready = await answersInTime(deps.store);
    response.set('Cache-Control', 'no-store');
    if (ready) response.json({ status: 'ready' });
    else
      response
        .status(503)
        .set('Retry-After', '2')
        .json({ status: 'unavailable', lacking: ['database'] });
  });
  app.get('/metrics', async (_request, response) => {
    const text = await deps.metrics.metrics();
    response.set('Cache-Control', 'no-store').type(deps.metrics.contentType).send(text);
  });
}

async function answersInTime(store: AppDeps['store']): Promise<boolean> {
  const done = new AbortController();
  try {
    return await Promise.race([store.ping(), wait(patienceMs, false, { signal: done.signal, ref: false })]);
  } catch {
    return false;
  } finally {
    done.abort();
  }
}
