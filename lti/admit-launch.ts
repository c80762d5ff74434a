import { createHash } from 'node:crypto';
import type { Actor } from '../src/domain/actor.ts';
import { nearestLocale } from '../src/domain/localized-text.ts';
import { parseIdentity } from '../src/domain/identity.ts';
import type { LtiCourse, LtiCourseLink } from '../src/ports/lti-course-repository.ts';
import type { LtiSession } from '../src/ports/lti-session-repository.ts';
import { linkIdentity } from '../src/use-cases/link-identity.ts';
import { recognisePerson } from '../src/use-cases/recognise-person.ts';
import { hashToken } from './hash-token.ts';
import type { Launch } from './launch.ts';
import type { LtiDeps } from './lti-deps.ts';
import { teaches } from './membership-roles.ts';

/** How long an opened page works. */
const sessionLifeMs = 2 * 60 * 60_000;

export type AdmittedLaunch = {
  readonly launch: Launch;
  readonly session: LtiSession;
  readonly token: string;
};

type Deps = Pick<LtiDeps, 'store' | 'clock' | 'ids'>;

/** The id under which a course is kept: of platform, deployment and context together. */
function courseIdOf(platformId: string, deploymentId: string, contextId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([platformId, deploymentId, contextId]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Lets an accepted launch in: the person is recognised, the course remembered, and a session begun whose token is in
 * the answer alone. The launch must name a subject.
 */
export async function admitLaunch(
  deps: Deps,
  launch: Launch & { readonly subject: string },
): Promise<{ readonly session: LtiSession; readonly token: string }> {
  const { platform, subject, deploymentId, name, context, messageType } = launch;
  const now = deps.clock();
  const locale = nearestLocale(launch.locale);
  const identity = { kind: 'lti', platform: platform.id, subject } as const;
  const person = await recognisePerson(deps, {
    identity,
    vouchedBy: 'platform',
    facts: {
      ...(name === undefined ? {} : { name }),
      ...(launch.locale === undefined ? {} : { locale }),
    },
  });
  await linkAddress(deps, launch, person.id);

  const courseId = context === undefined ? undefined : courseIdOf(platform.id, deploymentId, context.id);
  if (courseId !== undefined && context !== undefined) {
    await deps.store.lti.courses.save(await courseAfter(deps, courseId, context, launch));
    await deps.store.lti.courses.saveVisitor(
      courseId,
      {
        subject,
        ...(name === undefined ? {} : { name }),
        roles: launch.roles,
        status: 'active',
      },
      now,
    );
  }
  const token = deps.ids.token();
  const session: LtiSession = {
    id: hashToken(token),
    platformId: platform.id,
    deploymentId,
    personId: person.id,
    subject,
    ...(person.name === undefined ? {} : { name: person.name }),
    ...(courseId === undefined ? {} : { courseId }),
    teaches: teaches(launch.roles, platform.extraTeachingRoles),
    roles: launch.roles,
    locale,
    ...(messageType === 'LtiDeepLinkingRequest' && launch.deepLink !== undefined
      ? { deepLink: launch.deepLink }
      : {}),
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionLifeMs),
  };
  await deps.store.lti.sessions.insert(session);
  return { session, token };
}

/** Who acts in a session, as the policy knows them. */
export function actorOf(session: LtiSession): Actor {
  return {
    personId: session.personId,
    ...(session.name === undefined ? {} : { name: session.name }),
    workspace: `lti:${session.platformId}`,
    standing: 'member',
    teaches: session.teaches,
    via: 'lti',
  };
}

/** An address links accounts only where the owner trusts this platform's addresses. */
async function linkAddress(deps: Deps, launch: Launch, personId: string): Promise<void> {
  if (!launch.platform.vouchesForEmail || launch.email === undefined) return;
  const identity = parseIdentity(`email:${launch.email}`);
  if (identity === undefined) return;
  await linkIdentity(deps, {
    actor: { personId, workspace: `lti:${launch.platform.id}`, standing: 'member', via: 'lti' },
    identity,
    vouchedBy: 'platform',
  });
}

/** The course with what this launch newly tells of it; what it leaves out stays as it was. */
async function courseAfter(
  deps: Deps,
  id: string,
  context: { readonly id: string; readonly title?: string },
  launch: Launch,
): Promise<LtiCourse> {
  const known = await deps.store.lti.courses.find(id);
  const title = context.title ?? known?.title;
  const membershipsUrl = launch.membershipsUrl ?? known?.membershipsUrl;
  return {
    id,
    platformId: launch.platform.id,
    deploymentId: launch.deploymentId,
    contextId: context.id,
    ...(title === undefined ? {} : { title }),
    ...(membershipsUrl === undefined ? {} : { membershipsUrl }),
    gradeScopes: launch.grades?.scopes ?? known?.gradeScopes ?? [],
    links: linksAfter(known?.links ?? [], launch),
    updatedAt: deps.clock(),
  };
}

/** More links than a course has; the oldest make room. */
const mostLinks = 200;

function linksAfter(links: readonly LtiCourseLink[], launch: Launch): readonly LtiCourseLink[] {
  const { resourceLinkId } = launch;
  const badge = launch.custom['badge'];
  if (resourceLinkId === undefined) return links;
  const lineItemUrl = launch.grades?.lineItem;
  const link: LtiCourseLink = {
    resourceLinkId,
    ...(badge === undefined ? {} : { badge }),
    ...(lineItemUrl === undefined ? {} : { lineItemUrl }),
  };
  const others = links.filter((other) => other.resourceLinkId !== resourceLinkId);
  if (badge === undefined && lineItemUrl === undefined) return others;
  return [...others, link].slice(-mostLinks);
}
