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

/**
 * Registers the service with the stand-in and the stand-in with the service, as an administrator does by hand, and
 * lets the course's teachers award and review for one issuer. A second start finds what the first one made.
 */
export async function connectTool(
  lms: LmsStandIn,
  options: {
    readonly serviceUrl: string;
    /** Where the page that frames the course is. */
    readonly pageUrl: string;
    readonly issuer: string;
    /** Runs a command of the service and gives what it said. */
    readonly run: (words: readonly string[]) => Promise<string>;
  },
): Promise<void> {
  const { serviceUrl, pageUrl, issuer, run } = options;
  const { clientId, deploymentId, name } = kept[lms.flavour];
  lms.addTool({
    name: 'Speldje',
    loginUrl: `${serviceUrl}/lti/login`,
    redirectUris: [`${serviceUrl}/lti/launch`],
    targetUrl: `${serviceUrl}/lti/launch`,
    jwksUrl: `${serviceUrl}/lti/jwks`,
    clientId,
    deploymentId,
  });
  const known = await run(['lti', 'platform', 'list']);
  if (known.includes(`"issuer": "${lms.url}"`)) return;
  const added = await run([
    'lti',
    'platform',
    'add',
    '--issuer',
    lms.url,
    '--client-id',
    clientId,
    '--deployment',
    deploymentId,
    '--name',
    name,
    '--auth',
    lms.authUrl,
    '--token',
    lms.tokenUrl,
    '--jwks',
    lms.jwksUrl,
    '--token-audience',
    lms.tokenAudience,
    '--frame-origin',
    pageUrl,
  ]);
  const id = /"id": "([0-9a-f]+)"/u.exec(added)?.[1] ?? '';
  for (const role of ['awarder', 'reviewer'])
    await run(['role', 'grant', issuer, role, `teachers:lti:${id}`]);
}
