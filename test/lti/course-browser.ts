import { buildBadge } from '../builders/build-badge.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import type { Badge } from '../../src/domain/badge.ts';
import type { Role } from '../../src/domain/role.ts';
import { runLaunch } from './launch-client.ts';
import { ids, type LtiService } from './lti-service.ts';

/** A launch that is as it should be. */
const plain = { name: 'as it should be', expect: 'accepted' } as const;

export type ToolPage = {
  readonly html: string;
  /** Posts a page of the tool; a list is sent as that many fields. */
  post(
    view: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }>;
};

/** Launches as somebody, and goes on from the page that comes. */
export async function launchAs(
  service: Pick<LtiService, 'lms' | 'url' | 'clientId'>,
  user: string,
  link = '1',
  course = '7',
): Promise<ToolPage> {
  const { status, body } = await runLaunch(
    service.lms,
    { loginUrl: `${service.url}/lti/login`, clientId: service.clientId },
    plain,
    { user, course, link },
  );
  if (status !== 200) throw new Error(`the launch answered ${status}: ${body}`);
  return toolPage(service, body);
}

export function toolPage(service: Pick<LtiService, 'url'>, html: string): ToolPage {
  const token = /name="session" value="([^"]+)"/u.exec(html)?.[1] ?? '';
  return {
    html,
    async post(view, fields = {}) {
      const form = new URLSearchParams();
      for (const [name, values] of Object.entries(fields))
        for (const value of [values].flat()) form.append(name, value);
      const answer = await fetch(`${service.url}/lti/tool/${view}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      });
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    },
  };
}

export function fieldOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? '';
}

/** An issuer with a badge, for which every teacher of the platform has these roles. */
export async function addBadge(
  service: Pick<LtiService, 'store' | 'platform'>,
  overrides: Partial<Badge> = {},
  roles: readonly Role[] = ['awarder', 'reviewer'],
): Promise<Badge> {
  const issuer = buildIssuer({ id: ids.id(), slug: `uitgever-${ids.below(1e9)}` });
  await service.store.issuers.save(issuer);
  for (const role of roles)
    await service.store.roles.insert({
      id: ids.id(),
      issuerId: issuer.id,
      role,
      grantee: { kind: 'workspace', workspace: `lti:${service.platform.id}`, among: 'teachers' },
      grantedAt: new Date(),
    });
  const badge = buildBadge({
    id: ids.id(),
    slug: `badge-${ids.below(1e9)}`,
    issuerId: issuer.id,
    ...overrides,
  });
  await service.store.badges.insert(badge);
  return badge;
}

/** A course with that many learners, numbered from `first` on, beside its teacher. */
export function fillCourse(
  service: Pick<LtiService, 'lms'>,
  id: string,
  learners: number,
  first = 100,
): void {
  const { lms } = service;
  const members = Array.from({ length: learners }, (_, at) => {
    const user = String(first + at);
    lms.users.set(user, {
      id: user,
      given: 'Leerling',
      family: `Nummer ${String(at).padStart(4, '0')}`,
      email: `l${at}@school.example`,
    });
    return { user, role: 'Learner' };
  });
  lms.courses.set(id, {
    id,
    title: `Cursus ${id}`,
    members: [{ user: '2', role: 'Instructor' }, ...members],
    links: [{ id: '1', title: 'Badges', custom: {} }],
    lineItems: new Map(),
  });
}
