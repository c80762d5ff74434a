import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { fullRole, type Enrolment } from './lms-world.ts';
import { subjectOf, type Lms } from './lms.ts';

type Answer = (value: unknown, status?: number, type?: string, headers?: Record<string, string>) => void;

const membersScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const scoreScope = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';

function allowed(lms: Lms, headers: IncomingHttpHeaders, scope: string): boolean {
  const token = lms.tokens.get(headers.authorization?.replace(/^Bearer /u, '') ?? '');
  return token !== undefined && token.until > lms.clock().getTime() && token.scopes.includes(scope);
}

/** Names and Role Provisioning Services 2.0 §2, with the quirks of the two platforms. */
export function answerMembers(lms: Lms, here: URL, headers: IncomingHttpHeaders, json: Answer): void {
  lms.memberRequests.push(here.href);
  const page = Number(here.searchParams.get('page') ?? '1');
  const { members: manner, membersFaultAtPage } = lms.manners;
  if (!allowed(lms, headers, membersScope)) return json({ error: 'unauthorized' }, 401);
  if (manner === '401' && page >= membersFaultAtPage) return json({ error: 'unauthorized' }, 401);
  if (manner === '429' && page >= membersFaultAtPage)
    return json({ error: 'too many' }, 429, 'application/json', { 'Retry-After': '7' });
  if (!headers.accept?.includes('application/vnd.ims.lti-nrps.v2.membershipcontainer+json'))
    return json({ error: 'not acceptable' }, 406);
  const course = lms.courses.get(/\/courses\/([^/]+)\/memberships$/u.exec(here.pathname)?.[1] ?? '');
  if (course === undefined) return json({ error: 'not found' }, 404);

  const role = here.searchParams.get('role');
  const listed = course.members
    .filter((member) => role === null || fullRole(member.role) === fullRole(role))
    // Brightspace lists only users who have launched, until its setting says otherwise.
    .filter((member) => lms.flavour === 'moodle' || member.launched !== false);
  const size = Math.min(Number(here.searchParams.get('limit') ?? '50'), lms.manners.mostPerPage);
  const shown = listed.slice((page - 1) * size, page * size);
  const next = new URL(here);
  if (manner === 'other-origin') next.hostname = '127.0.0.1';
  next.searchParams.set('page', String(page + 1));
  // Moodle's next link forgets the filter.
  if (lms.flavour === 'moodle') next.searchParams.delete('role');
  const more = page * size < listed.length;
  json(
    {
      id: here.href,
      context: { id: course.id, title: course.title },
      members: shown.map((member) => memberOf(lms, member)),
    },
    200,
    'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
    more ? { Link: `<${next.href}>; rel="next"` } : {},
  );
}

function memberOf(lms: Lms, member: Enrolment) {
  const user = lms.users.get(member.user);
  const facts =
    lms.manners.hideNames || user === undefined
      ? {}
      : {
          name: `${user.given} ${user.family}`,
          given_name: user.given,
          family_name: user.family,
          email: user.email,
        };
  return {
    user_id: subjectOf(lms, member.user),
    status: member.status ?? 'Active',
    roles: [lms.flavour === 'moodle' ? member.role : fullRole(member.role)],
    ...facts,
  };
}

const scoreShape = z
  .looseObject({
    userId: z.string(),
    timestamp: z.iso.datetime(),
    activityProgress: z.enum(['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed']),
    gradingProgress: z.enum(['FullyGraded', 'Pending', 'PendingManual', 'Failed', 'NotReady']),
    scoreGiven: z.number().nonnegative().optional(),
    scoreMaximum: z.number().positive().optional(),
    comment: z.string().optional(),
  })
  .refine(({ scoreGiven, scoreMaximum }) => scoreGiven === undefined || scoreMaximum !== undefined, {
    message: 'scoreMaximum goes with scoreGiven',
  });

/**
 * Assignment and Grade Services 2.0 §3.4: takes a score, without `scoreGiven` the one that was there is cleared; an
 * older one than is known is refused.
 */
export function answerScores(
  lms: Lms,
  here: URL,
  headers: IncomingHttpHeaders,
  body: string,
  json: Answer,
): void {
  if (!allowed(lms, headers, scoreScope)) return json({ error: 'unauthorized' }, 401);
  if (!headers['content-type']?.startsWith('application/vnd.ims.lis.v1.score+json'))
    return json({ error: 'media type' }, 415);
  // The query string belongs to the line item's name (Moodle's `type_id`).
  if (here.searchParams.get('type_id') !== '3')
    return json({ error: 'no such line item: type_id is missing' }, 404);
  const [, courseId = '', itemId = ''] =
    /\/courses\/([^/]+)\/lineitems\/([^/]+)\/lineitem\/scores$/u.exec(here.pathname) ?? [];
  const course = lms.courses.get(courseId);
  const item = course?.lineItems.get(itemId);
  if (course === undefined || item === undefined) return json({ error: 'not found' }, 404);
  const parsed = scoreShape.safeParse(JSON.parse(body));
  if (!parsed.success) return json({ error: parsed.error.issues[0]?.message }, 400);
  const score = parsed.data;
  if (!course.members.some(({ user }) => subjectOf(lms, user) === score.userId))
    return json({ error: 'no such user' }, 404);
  const known = item.scores.get(score.userId);
  if (known !== undefined && String(known['timestamp']) > score.timestamp)
    return json({ error: 'older' }, 409);
  item.scores.set(score.userId, score);
  item.posts.push(score);
  lms.changed();
  return json(undefined, 200);
}
