import type { LmsStandIn } from './lms.ts';

/** Kept from start to start, as a platform keeps them: Moodle's are short, Brightspace's are GUIDs. */
const kept = {
  moodle: { clientId: 'speldje15tekens', deploymentId: '163', name: 'Leeromgeving (Moodle)' },
  brightspace: {
    clientId: '7d3f0c1e-52a4-4b8e-9a6f-1c2d3e4f5a6b',
    deploymentId: 'c0ffee00-1234-4abc-8def-0123456789ab',
    name: 'Leeromgeving (Brightspace)',
  },
} as const;

/** Registers the service with the stand-in, as its administrator does by hand. */
export function registerTool(lms: LmsStandIn, serviceUrl: string): void {
  const { clientId, deploymentId } = kept[lms.flavour];
  lms.addTool({
    name: 'Speldje',
    loginUrl: `${serviceUrl}/lti/login`,
    redirectUris: [`${serviceUrl}/lti/launch`],
    targetUrl: `${serviceUrl}/lti/launch`,
    jwksUrl: `${serviceUrl}/lti/jwks`,
    clientId,
    deploymentId,
  });
}

/**
 * The command that registers the stand-in with the service; none when it knows it already. `known` is what `lti
 * platform list` said, `pageUrl` where the page is that frames the course.
 */
export function platformCommands(
  lms: LmsStandIn,
  known: string,
  pageUrl: string,
): readonly (readonly string[])[] {
  if (known.includes(`"issuer": "${lms.url}"`)) return [];
  const { clientId, deploymentId, name } = kept[lms.flavour];
  const options = {
    '--issuer': lms.url,
    '--client-id': clientId,
    '--deployment': deploymentId,
    '--name': name,
    '--auth': lms.authUrl,
    '--token': lms.tokenUrl,
    '--jwks': lms.jwksUrl,
    '--token-audience': lms.tokenAudience,
    '--frame-origin': pageUrl,
  };
  return [['lti', 'platform', 'add', ...Object.entries(options).flat()]];
}

/**
 * The commands that let the teachers of platforms that were just added award and review for an issuer. `added` is what `lti
 * platform add` said; deployments in it have ids of their own, further in.
 */
export function teacherCommands(added: string, issuer: string): readonly (readonly string[])[] {
  const ids = [...added.matchAll(/^ {2}"id": "([0-9a-f]+)"/gmu)].map(([, id]) => id);
  return ids.flatMap((id) =>
    ['awarder', 'reviewer'].map((role) => ['role', 'grant', issuer, role, `teachers:lti:${id}`]),
  );
}
