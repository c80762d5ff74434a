import { z } from 'zod';
import type { LtiMember, LtiRosterProblem } from '../src/ports/lti-course-repository.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import { scopes } from './claims.ts';
import type { LtiDeps } from './lti-deps.ts';
import { membershipRole } from './membership-roles.ts';
import { request, type ServiceAnswer } from './platform-tokens.ts';
import { parseUrl } from '../src/domain/parse-url.ts';

const mediaType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const mostPages = 1000;
const mostMembers = 50_000;

const words = z.string().nullish();
const containerShape = z.looseObject({
  members: z.array(
    z.looseObject({
      user_id: z.coerce.string().min(1),
      status: words,
      name: words,
      given_name: words,
      family_name: words,
      email: words,
      roles: z.array(z.string()).nullish(),
    }),
  ),
});

/** The members that a platform gave, and why there are no more where it stopped half-way. */
export type FetchedMembers = { readonly members: readonly LtiMember[]; readonly problem?: LtiRosterProblem };

/**
 * Every member of a course with that role (Names and Role Provisioning Services 2.0 §2): `rel=next` is followed to
 * its end on the same origin alone, and the role is looked at again on each page, since Moodle's next link forgets
 * it. Never throws.
 */
export async function fetchMembers(
  deps: Pick<LtiDeps, 'fetch' | 'tokens'>,
  platform: LtiPlatform,
  query: { readonly url: string; readonly role?: string },
): Promise<FetchedMembers> {
  const first = new URL(query.url);
  if (query.role !== undefined) first.searchParams.set('role', query.role);
  if (!first.searchParams.has('limit')) first.searchParams.set('limit', '200');
  const members = new Map<string, LtiMember>();
  const seen = new Set<string>();
  for (let next: URL | undefined = first; next !== undefined; ) {
    if (next.origin !== first.origin) return { members: [...members.values()], problem: 'other-origin' };
    if (seen.has(next.href) || seen.size >= mostPages || members.size > mostMembers) break;
    seen.add(next.href);
    const answer = await authorized(deps, platform, next.href);
    if (!answer.ok) return { members: [...members.values()], problem: answer.fault.problem };
    const parsed = containerShape.safeParse(answer.json);
    if (!parsed.success) return { members: [...members.values()], problem: 'unreadable' };
    for (const member of parsed.data.members.map(toMember))
      if (query.role === undefined || member.roles.some((role) => membershipRole(role) === query.role))
        members.set(member.subject, member);
    next = nextOf(answer.link, next);
  }
  return { members: [...members.values()] };
}

/** A token that the platform no longer takes is asked for anew, once. */
async function authorized(
  deps: Pick<LtiDeps, 'fetch' | 'tokens'>,
  platform: LtiPlatform,
  url: string,
): Promise<ServiceAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const given = await deps.tokens.token(platform, [scopes.members]);
    if (!given.ok) return given;
    const answer = await request(deps.fetch, url, {
      method: 'GET',
      headers: { accept: mediaType, authorization: `Bearer ${given.token}` },
    });
    if (answer.ok || answer.fault.problem !== 'unauthorized' || attempt === 2) return answer;
    deps.tokens.forget(platform, [scopes.members]);
  }
}

/** The target of `rel=next` in a Link header (RFC 8288 §3). */
export function nextOf(link: string | undefined, base: URL): URL | undefined {
  for (const [, target = '', parameters = ''] of link?.matchAll(/<([^>]*)>((?:\s*;\s*[^,<]*)*)/gu) ?? []) {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;]+))/iu.exec(parameters) ?? [];
    const relations = (quoted ?? bare ?? '').toLowerCase().split(/\s+/u);
    if (relations.includes('next')) return parseUrl(target, base);
  }
  return undefined;
}

function toMember(row: z.infer<typeof containerShape>['members'][number]): LtiMember {
  const name = (row.name ?? [row.given_name, row.family_name].filter(Boolean).join(' ')).trim();
  const email = row.email?.trim();
  return {
    subject: row.user_id,
    ...(name === '' ? {} : { name: name.slice(0, 200) }),
    ...(email ? { email: email.slice(0, 320) } : {}),
    roles: row.roles ?? [],
    status: statusOf(row.status),
  };
}

/** §2.4: Active where nothing is said. */
function statusOf(status: string | null | undefined): LtiMember['status'] {
  switch (status?.toLowerCase()) {
    case 'inactive':
      return 'inactive';
    case 'deleted':
      return 'left';
    default:
      return 'active';
  }
}
