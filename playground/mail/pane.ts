import type { ServerResponse } from 'node:http';
import type { Pane } from '../page/pane.ts';
import type { MailStandIn } from './mail-stand-in.ts';

const mostShown = 50;

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

/** Whatever a mail holds, it runs no script and sends nothing; its links open elsewhere. */
const mailPolicy =
  "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; base-uri 'none'; form-action 'none'";

/** The mail of everybody in the demo community, newest first, as part of the playground's page. */
export function mailPane(server: MailStandIn): Pane {
  return {
    name: 'mail',
    title: { nl: 'Mail', en: 'Mail' },
    files: new URL('./pane/', import.meta.url),
    script: 'pane.js',
    style: 'pane.css',
    onChange(listener) {
      server.onChange(listener);
    },
    answer(path, _, response) {
      const { pathname } = new URL(path, 'http://pane/');
      const [, what, number] = /^\/(html|text)\/(\d+)$/u.exec(pathname) ?? [];
      const mail = server.mails.find((one) => one.number === Number(number));
      if (pathname === '/state')
        json(response, 200, {
          mails: server.mails
            .slice(-mostShown)
            .toReversed()
            .map(({ number, to, receivedAt, parsed, raw }) => ({
              number,
              to: to.join(', '),
              subject: parsed.subject ?? '',
              at: receivedAt.toISOString(),
              unsubscribe: /^list-unsubscribe: <([^>]+)>/imu.exec(raw.replaceAll(/\r\n[ \t]+/gu, ' '))?.[1],
            })),
        });
      else if (mail === undefined) response.writeHead(404).end();
      else if (what === 'text')
        response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(mail.parsed.text ?? '');
      else
        response
          .writeHead(200, {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': mailPolicy,
          })
          .end((mail.parsed.html || '').replace('<head>', '<head><base target="_blank">'));
      return Promise.resolve();
    },
  };
}
