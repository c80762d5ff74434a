import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { Pane } from './pane.ts';
import { renderPage } from './render-page.ts';

export type PageServer = { url: string; stop: () => Promise<void> };

const TYPES: { [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Everything comes from here, except the pictures and links of the service, and what panes show in frames. */
const policyFor = (frames: readonly string[]) =>
  `frame-src ${["'self'", ...frames].join(' ')}; ` +
  "default-src 'self'; img-src 'self' http: https: data: blob:; style-src 'self'; base-uri 'none'";

const OWN_FILES = new URL('./files/', import.meta.url);

async function sendFile(folder: URL, name: string, response: ServerResponse): Promise<void> {
  const type = TYPES[extname(name)];
  if (!/^[a-z0-9-]+\.[a-z]+$/.test(name) || type === undefined) {
    response.writeHead(404).end();
    return;
  }
  try {
    const content = await readFile(new URL(name, folder));
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

/** Tells the browser the names of the panes that changed, at most once in 40 ms for each. */
function eventStream(panes: readonly Pane[]): (response: ServerResponse) => void {
  const readers = new Set<ServerResponse>();
  for (const pane of panes) {
    let waiting = false;
    pane.onChange(() => {
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        for (const reader of readers) reader.write(`event: change\ndata: ${pane.name}\n\n`);
      }, 40);
    });
  }
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 1000\n\n');
    readers.add(response);
    response.on('close', () => readers.delete(response));
  };
}

/** Starts the playground's page on 127.0.0.1. @param options.port 0 for a free one */
export async function startPageServer(options: {
  port: number;
  panes: readonly Pane[];
  serviceUrl: string;
  /** Origins that panes show in frames. */
  frames?: readonly string[];
}): Promise<PageServer> {
  const { panes } = options;
  const policy = policyFor(options.frames ?? []);
  const stream = eventStream(panes);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://page');
    const [, first = '', second = '', ...rest] = url.pathname.split('/');
    const pane = panes.find((one) => one.name === first);
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    // Only this page may act: other sites cannot send JSON here without being asked first.
    if (request.method === 'POST' && !request.headers['content-type']?.startsWith('application/json')) {
      response.writeHead(415).end();
    } else if (url.pathname === '/') {
      const page = renderPage({ panes, serviceUrl: options.serviceUrl });
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    } else if (url.pathname === '/changes') stream(response);
    else if (first === 'page') await sendFile(OWN_FILES, second, response);
    else if (pane && second === 'files') await sendFile(pane.files, rest.join('/'), response);
    else if (pane) await pane.answer([second, ...rest].join('/') + url.search, request, response);
    else response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const why = error instanceof Error ? error.message : 'fault';
      return response
        .writeHead(500, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ error: why }));
    });
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no port');
  return {
    url: `http://localhost:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
