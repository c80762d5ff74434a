import { randomUUID } from 'node:crypto';
import { launchClaims, signLaunch, type Tampering } from './mint-launch.ts';
import { fullRole, type LmsCourse } from './lms-world.ts';
import { subjectOf, type Lms, type Pending } from './lms.ts';

const agsScopes = [
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  'https://purl.imsglobal.org/spec/lti-ags/scope/score',
];

/**
 * The authentication endpoint (LTI 1.3 Core §5.1.1.2): checks every parameter as the real platforms do, and says
 * what is posted to which address. Throws with the reason where the browser must not be sent back.
 */
export async function authenticate(
  lms: Lms,
  url: URL,
  tampering?: Tampering,
): Promise<{ readonly action: string; readonly fields: Record<string, string> }> {
  const given = Object.fromEntries(url.searchParams);
  const tool = [...lms.tools.values()].find(
    ({ clientId }) => clientId.toLowerCase() === (given['client_id'] ?? '').toLowerCase(),
  );
  if (tool === undefined) throw new Error('unauthorized_client: no such client');
  // Compared as text, exactly: a slash too much is another address.
  if (!tool.redirectUris.includes(given['redirect_uri'] ?? ''))
    throw new Error('invalid_request: unregistered redirect_uri');
  const action = given['redirect_uri'] ?? '';
  const state = given['state'] === undefined ? {} : { state: given['state'] };
  const refuse = (error: string, description: string) => {
    lms.complaints.push(`${error}: ${description}`);
    return { action, fields: { error, error_description: description, ...state } };
  };
  const wanted = { scope: 'openid', response_type: 'id_token', response_mode: 'form_post', prompt: 'none' };
  for (const [name, value] of Object.entries(wanted))
    if (given[name] !== value) return refuse('invalid_request', `${name} must be ${value}`);
  if (!given['nonce']) return refuse('invalid_request', 'nonce is missing');
  const pending = pendingOf(lms, given);
  if (pending === undefined) return refuse('invalid_request', 'the hints are not those of this launch');
  if (pending.tool !== tool.clientId) return refuse('access_denied', 'the launch is of another tool');
  if (lms.manners.errorPost !== undefined) return refuse(lms.manners.errorPost, 'as it was set');
  const key = lms.keys[0];
  if (key === undefined) throw new Error('no key');

  const course = pending.course === undefined ? undefined : lms.courses.get(pending.course);
  const member = course?.members.find(({ user }) => user === pending.user);
  if (member !== undefined) member.launched = true;
  const token = await signLaunch(claimsOf(lms, pending, course, given['nonce'] ?? ''), key, tampering);
  return { action, fields: { id_token: token, ...state } };
}

function pendingOf(lms: Lms, given: Readonly<Record<string, string>>): Pending | undefined {
  const hint = given['lti_message_hint'] ?? '';
  if (lms.flavour === 'brightspace') return lms.pending.get(hint);
  try {
    const parsed: unknown = JSON.parse(hint);
    const id =
      typeof parsed === 'object' && parsed !== null && 'launchid' in parsed ? parsed.launchid : undefined;
    const pending = typeof id === 'string' ? lms.pending.get(id) : undefined;
    return pending !== undefined && subjectOf(lms, pending.user) === given['login_hint']
      ? pending
      : undefined;
  } catch {
    return undefined;
  }
}

function claimsOf(lms: Lms, pending: Pending, course: LmsCourse | undefined, nonce: string) {
  const { manners, flavour, url } = lms;
  const tool = lms.tools.get(pending.tool);
  const user = lms.users.get(pending.user);
  const link = course?.links.find(({ id }) => id === pending.link);
  const role = course?.members.find(({ user: id }) => id === pending.user)?.role;
  const name = user === undefined ? undefined : `${user.given} ${user.family}`;
  const service = course === undefined ? undefined : `${url}/services/${tool?.clientId}/courses/${course.id}`;
  const item =
    link?.lineItem === undefined ? undefined : `${service}/lineitems/${link.lineItem}/lineitem?type_id=3`;
  return launchClaims({
    issuer: url,
    clientId: tool?.clientId ?? '',
    deploymentId:
      flavour === 'brightspace' && manners.upperCaseIds
        ? (tool?.deploymentId.toUpperCase() ?? '')
        : (tool?.deploymentId ?? ''),
    nonce,
    now: new Date(lms.clock().getTime() + manners.ahead * 1000),
    targetLink: link?.url ?? tool?.targetUrl ?? '',
    roles: role === undefined ? [] : [fullRole(role)],
    ...(manners.anonymous || user === undefined
      ? {}
      : {
          user: {
            subject: subjectOf(lms, pending.user),
            ...(manners.hideNames || name === undefined
              ? flavour === 'brightspace'
                ? { email: '' }
                : {}
              : { name, given: user.given, family: user.family, email: user.email }),
          },
        }),
    locale: user?.locale ?? 'nl-NL',
    ...(course === undefined ? {} : { context: { id: course.id, title: course.title } }),
    ...(pending.deepLinking || link === undefined ? {} : { link: { id: link.id, title: link.title } }),
    custom: {
      ...link?.custom,
      // A variable that the platform does not know goes out as it is.
      ...(flavour === 'brightspace' ? { user_id: '$User.Id' } : {}),
    },
    ...(service === undefined || manners.members === 'off'
      ? {}
      : { membershipsUrl: `${service}/memberships` }),
    ...(service === undefined
      ? {}
      : {
          grades: {
            scope: agsScopes,
            lineitems: `${service}/lineitems`,
            ...(item === undefined ? {} : { lineitem: item }),
          },
        }),
    ...(pending.deepLinking && course !== undefined ? { deepLinking: settingsFor(lms, course.id) } : {}),
    nbf: flavour === 'brightspace',
    returnUrl: `${url}/course/${course?.id ?? ''}`,
  });
}

function settingsFor(lms: Lms, course: string): Record<string, unknown> {
  const id = randomUUID();
  const data = `{"op":"add","course":"${course}", "é":"ü+/=%20&"}`;
  lms.deepLinkData.set(id, { course, data, nonces: new Set() });
  return {
    deep_link_return_url: `${lms.url}/deep-linking/return?id=${id}`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe', 'window'],
    accept_multiple: lms.flavour === 'moodle',
    accept_lineitem: true,
    data,
  };
}
