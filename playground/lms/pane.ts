import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pane } from '../page/pane.ts';
import { subjectOf, type LmsStandIn } from './lms.ts';

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

/** The course of a learning platform as part of the playground's page, in a frame of its own origin. */
export function lmsPane(lms: LmsStandIn): Pane {
  return {
    name: 'lms',
    title: { nl: 'Cursus', en: 'Course' },
    files: new URL('./pane/', import.meta.url),
    script: 'pane.js',
    style: 'pane.css',
    onChange(listener) {
      lms.onChange(listener);
    },
    async answer(path, request, response) {
      const { pathname } = new URL(path, 'http://pane/');
      if (pathname === '/state') {
        const [course] = lms.courses.values();
        json(response, 200, {
          url: lms.url,
          course: course?.id,
          title: course?.title,
          people: course?.members.map(({ user, role }) => {
            const known = lms.users.get(user);
            return { id: user, name: `${known?.given} ${known?.family}`, role };
          }),
          links: course?.links.map(({ id, title }) => ({ id, title })),
          grades: [...(course?.lineItems.values() ?? [])].map(({ label, scores }) => ({
            label,
            scores: course?.members.flatMap(({ user }) => {
              const score = scores.get(subjectOf(lms, user));
              const given = score?.['scoreGiven'];
              return given === undefined ? [] : [{ user, score: given }];
            }),
          })),
          manners: { hideNames: lms.manners.hideNames, storage: lms.manners.storage },
          complaints: lms.complaints.slice(-5),
        });
      } else if (pathname === '/manners' && request.method === 'POST') {
        const wanted = await readJson(request);
        if (typeof wanted === 'object' && wanted !== null) {
          if ('hideNames' in wanted && typeof wanted.hideNames === 'boolean')
            lms.manners.hideNames = wanted.hideNames;
          if ('storage' in wanted && typeof wanted.storage === 'boolean')
            lms.manners.storage = wanted.storage;
        }
        lms.changed();
        json(response, 200, {});
      } else response.writeHead(404).end();
    },
  };
}
