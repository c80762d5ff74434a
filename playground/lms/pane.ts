import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Pane } from '../page/pane.ts';
import { usualManners, type Flavour } from './lms-world.ts';
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

/** What the page may set; the rest is for tests. */
const mannersShape = z.strictObject({
  hideNames: z.boolean().exactOptional(),
  anonymous: z.boolean().exactOptional(),
  storage: z.boolean().exactOptional(),
  upperCaseIds: z.boolean().exactOptional(),
  errorPost: z.boolean().exactOptional(),
  clockAhead: z.boolean().exactOptional(),
  members: z.enum(['whole', '401', '429', 'other-origin', 'off']).exactOptional(),
});
/** Enough to try whether a tool bears a clock that is a little ahead. */
const aheadSeconds = 20;

function mannersOf({ manners }: LmsStandIn): z.infer<typeof mannersShape> {
  const { hideNames, anonymous, storage, upperCaseIds, members } = manners;
  return {
    hideNames,
    anonymous,
    storage,
    upperCaseIds,
    members,
    errorPost: manners.errorPost !== undefined,
    clockAhead: manners.ahead > 0,
  };
}

function set(lms: LmsStandIn, wanted: z.infer<typeof mannersShape>): void {
  const { errorPost, clockAhead, ...rest } = wanted;
  Object.assign(lms.manners, rest);
  // A course of this size has one page; the fault comes with it.
  if (rest.members !== undefined) lms.manners.membersFaultAtPage = 1;
  if (rest.members === 'other-origin') lms.manners.mostPerPage = 2;
  else if (rest.members !== undefined) lms.manners.mostPerPage = usualManners.mostPerPage;
  if (errorPost !== undefined) lms.manners.errorPost = errorPost ? 'login_required' : undefined;
  if (clockAhead !== undefined) lms.manners.ahead = clockAhead ? aheadSeconds : 0;
}

function stateOf(lms: LmsStandIn) {
  const [course] = lms.courses.values();
  return {
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
        const given = scores.get(subjectOf(lms, user))?.['scoreGiven'];
        return given === undefined ? [] : [{ user, score: given }];
      }),
    })),
    manners: mannersOf(lms),
    complaints: lms.complaints.slice(-5),
  };
}

/** The course of a learning platform as part of the playground's page, in a frame of its own origin. */
export function lmsPane(platforms: readonly LmsStandIn[]): Pane {
  const named = new Map<string, LmsStandIn>(platforms.map((lms) => [lms.flavour, lms]));
  return {
    name: 'lms',
    title: { nl: 'Cursus', en: 'Course' },
    files: new URL('./pane/', import.meta.url),
    script: 'pane.js',
    style: 'pane.css',
    onChange(listener) {
      for (const lms of platforms) lms.onChange(listener);
    },
    async answer(path, request, response) {
      const { pathname, searchParams } = new URL(path, 'http://pane/');
      const lms = named.get(searchParams.get('platform') ?? '') ?? platforms[0];
      if (lms === undefined) response.writeHead(404).end();
      else if (pathname === '/state') {
        const flavours: readonly Flavour[] = platforms.map(({ flavour }) => flavour);
        json(response, 200, { platform: lms.flavour, platforms: flavours, ...stateOf(lms) });
      } else if (pathname === '/manners' && request.method === 'POST') {
        const wanted = mannersShape.safeParse(await readJson(request));
        if (wanted.success) set(lms, wanted.data);
        lms.changed();
        json(response, wanted.success ? 200 : 400, {});
      } else response.writeHead(404).end();
    },
  };
}
