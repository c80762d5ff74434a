import type { LtiCourse, LtiMember, LtiRoster } from '../src/ports/lti-course-repository.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import type { LtiDeps } from './lti-deps.ts';
import { learns, membershipRole } from './membership-roles.ts';
import { fetchMembers } from './names-and-roles.ts';

/** A roster is believed that long; a button asks for it sooner. */
const rosterFreshMs = 5 * 60_000;

/**
 * The learners of a course: as the platform gives them, with those who launched; from what is known where the
 * platform gives none or stops half-way. Who was there and is no longer listed has left.
 */
export async function courseRoster(
  deps: Pick<LtiDeps, 'store' | 'clock' | 'fetch' | 'tokens' | 'log'>,
  platform: LtiPlatform,
  course: LtiCourse,
  refresh: boolean,
): Promise<LtiRoster> {
  const { courses } = deps.store.lti;
  const now = deps.clock();
  const known = await courses.roster(course.id);
  if (known !== undefined && !refresh && now.getTime() - known.fetchedAt.getTime() < rosterFreshMs)
    return known;
  const [fetched, visitors] = await Promise.all([
    course.membershipsUrl === undefined
      ? ({ members: [], problem: 'no-service' } as const)
      : fetchMembers(deps, platform, { url: course.membershipsUrl, role: 'Learner' }),
    courses.visitors(course.id),
  ]);
  const whole = fetched.problem === undefined;
  if (!whole && fetched.problem !== 'no-service')
    deps.log.warn({ platformId: platform.id, problem: fetched.problem }, 'a course roster is not whole');
  const roster: LtiRoster = {
    courseId: course.id,
    members: merged(fetched.members, [...(known?.members ?? []), ...visitors.filter(isLearner)], whole),
    fetchedAt: now,
    ...(fetched.problem === undefined ? {} : { problem: fetched.problem }),
    namesWithheld: fetched.members.length > 0 && fetched.members.every(({ name }) => name === undefined),
  };
  await courses.saveRoster(roster);
  return roster;
}

/** Somebody without any role here may be a learner under a name that we do not know. */
function isLearner({ roles }: LtiMember): boolean {
  return learns(roles) || roles.every((role) => membershipRole(role) === undefined);
}

function merged(
  fetched: readonly LtiMember[],
  known: readonly LtiMember[],
  whole: boolean,
): readonly LtiMember[] {
  const members = new Map<string, LtiMember>();
  for (const member of known) {
    const before = members.get(member.subject);
    members.set(member.subject, { ...before, ...member, status: whole ? 'left' : member.status });
  }
  for (const member of fetched) members.set(member.subject, { ...members.get(member.subject), ...member });
  return [...members.values()];
}
