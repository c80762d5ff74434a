import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pane } from '../page/pane.ts';
import type { AppManifest } from './app-manifest.ts';
import { actFor } from './pane-act.ts';
import { stateFor, wiresOf } from './pane-state.ts';
import { NotPossible, SlackError } from './slack-error.ts';
import type { SlackStandIn } from './stand-in.ts';

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

/** The Slack-like part of the playground's page: it shows the stand-in's workspace and acts for its people. */
export function slackPane(slack: SlackStandIn, manifest: AppManifest): Pane {
  return {
    name: 'slack',
    title: { nl: 'Slack-achtig kanaal', en: 'Slack-like channel' },
    files: new URL('./pane/', import.meta.url),
    script: 'pane.js',
    style: 'pane.css',
    onChange(listener) {
      slack.onChange(listener);
    },
    async answer(path, request, response) {
      const url = new URL(path, 'http://pane/');
      if (url.pathname === '/state') {
        json(response, 200, stateFor(slack, manifest, url.searchParams.get('as') ?? ''));
      } else if (url.pathname === '/wires') {
        json(response, 200, wiresOf(slack));
      } else if (url.pathname.startsWith('/file/')) {
        const file = slack.workspace.files.get(url.pathname.split('/').at(-1) ?? '');
        if (!file) {
          response.writeHead(404).end();
          return;
        }
        const shown = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype);
        response
          .writeHead(200, {
            'Content-Type': shown ? file.mimetype : 'application/octet-stream',
            'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          })
          .end(file.content);
      } else if (url.pathname === '/act' && request.method === 'POST') {
        try {
          json(response, 200, { ok: true, ...(await actFor(slack, await readJson(request))) });
        } catch (error) {
          if (!(error instanceof NotPossible) && !(error instanceof SlackError)) throw error;
          json(response, 200, { ok: false, code: error.code, message: error.message });
        }
      } else response.writeHead(404).end();
    },
  };
}
