import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { authenticate } from './authenticate.ts';
import { coursePage, linkPage, messagePage } from './course-page.ts';
import { takeContentItems } from './deep-linking.ts';
import { makeForeignKey, makeLmsKey } from './lms-keys.ts';
import { addresses } from './lms-paths.ts';
import { usualManners, type Flavour, type LmsTool, type Manners } from './lms-world.ts';
import { openIdConfiguration, registerTool } from './registration.ts';
import { answerMembers, answerScores } from './services.ts';
import { subjectOf, type LmsStandIn } from './lms.ts';
import { giveToken } from './token-endpoint.ts';

/** Nobody knows the address before the port is known. */
function notYet(): Promise<void> {
  return Promise.resolve();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** Starts a strict stand-in for a learning platform on 127.0.0.1. @param options.port 0 for a free one */
export async function startLms(options: {
  readonly port?: number;
  readonly flavour: Flavour;
  readonly host?: string;
  readonly manners?: Partial<Manners>;
  readonly clock?: () => Date;
}): Promise<LmsStandIn> {
  const { flavour, host = 'localhost' } = options;
  const listeners = new Set<() => void>();
  let answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> = notYet;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end(error instanceof Error ? error.message : 'fault');
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The LMS has no port');
  const url = `http://${host}:${address.port}`;
  const at = addresses(url, flavour);

  const lms: LmsStandIn = {
    url,
    port: address.port,
    flavour,
    manners: { ...usualManners, ...options.manners },
    keys: [makeLmsKey()],
    keySet: 'whole',
    foreignKey: makeForeignKey(),
    users: new Map(),
    courses: new Map(),
    tools: new Map(),
    pending: new Map(),
    tokens: new Map(),
    assertionIds: new Set(),
    deepLinkData: new Map(),
    registrationTokens: new Set(),
    memberRequests: [],
    complaints: [],
    clock: options.clock ?? (() => new Date()),
    authUrl: at.auth,
    tokenUrl: at.token,
    tokenAudience: flavour === 'brightspace' ? `${url}/api/auth/token` : at.token,
    jwksUrl: at.certs,
    registrationUrl: at.registration,
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
    },
    addTool(given) {
      const tool: LmsTool = {
        clientId: flavour === 'moodle' ? randomBytes(12).toString('base64url').slice(0, 15) : randomUUID(),
        deploymentId: flavour === 'moodle' ? String(randomInt(100, 999)) : randomUUID(),
        scopes: [],
        ...given,
      };
      lms.tools.set(tool.clientId, tool);
      return tool;
    },
    begin({ user, course, link, tool, deepLinking = false }) {
      const known = lms.tools.get(tool);
      if (known === undefined) throw new Error(`no tool ${tool}`);
      const hint = randomUUID();
      lms.pending.set(hint, { user, course, link, tool, deepLinking });
      const target =
        lms.courses.get(course ?? '')?.links.find(({ id }) => id === link)?.url ?? known.targetUrl;
      return {
        iss: url,
        login_hint: flavour === 'moodle' ? subjectOf(lms, user) : hint,
        target_link_uri: target,
        client_id:
          flavour === 'brightspace' && lms.manners.upperCaseIds
            ? known.clientId.toUpperCase()
            : known.clientId,
        lti_deployment_id: known.deploymentId,
        // Moodle's is JSON; it has to come back as it went.
        lti_message_hint: flavour === 'moodle' ? JSON.stringify({ launchid: hint, cmid: link ?? '0' }) : hint,
        ...(lms.manners.storage ? { lti_storage_target: '_parent' } : {}),
      };
    },
    answerTo: (authenticationUrl, tampering) => authenticate(lms, new URL(authenticationUrl), tampering),
    rotateKey() {
      lms.keys.unshift(makeLmsKey());
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  answer = async (request, response) => {
    const here = new URL(request.url ?? '/', url);
    const path = here.pathname;
    const html = (page: string, status = 200) =>
      void response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    const json = (value: unknown, status = 200, type = 'application/json', headers = {}) =>
      void response.writeHead(status, { 'Content-Type': type, ...headers }).end(JSON.stringify(value));

    if (here.href.startsWith(at.certs)) {
      return json({
        keys: lms.keySet === 'empty' ? [] : [lms.foreignKey.jwk, ...lms.keys.map(({ jwk }) => jwk)],
      });
    }
    if (path === new URL(at.auth).pathname) {
      const parameters =
        request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : here.searchParams;
      try {
        const { action, fields } = await authenticate(lms, new URL(`?${parameters.toString()}`, at.auth));
        return html(messagePage(action, fields));
      } catch (error) {
        const why = error instanceof Error ? error.message : 'refused';
        lms.complaints.push(why);
        return html(linkPage('Not allowed', why), 400);
      }
    }
    if (path === new URL(at.token).pathname && request.method === 'POST') {
      const given = await giveToken(lms, new URLSearchParams(await bodyOf(request)), lms.tokenAudience);
      return json(given.body, given.status);
    }
    if (path === '/.well-known/openid-configuration') return json(openIdConfiguration(lms, at));
    if (path === new URL(at.registration).pathname && request.method === 'POST') {
      const made = registerTool(lms, request.headers.authorization, await bodyOf(request));
      return json(made.body, made.status);
    }
    if (path.endsWith('/memberships')) return answerMembers(lms, here, request.headers, json);
    if (path.endsWith('/scores') && request.method === 'POST')
      return answerScores(lms, here, request.headers, await bodyOf(request), json);
    if (path === '/deep-linking/return' && request.method === 'POST') {
      try {
        const title = await takeContentItems(lms, here, new URLSearchParams(await bodyOf(request)));
        return html(linkPage('Content was added', title));
      } catch (error) {
        const why = error instanceof Error ? error.message : 'refused';
        lms.complaints.push(why);
        return html(linkPage('Not added', why), 400);
      }
    }
    if (path === '/launch') {
      const wanted = here.searchParams;
      const parameters = lms.begin({
        user: wanted.get('as') ?? '',
        course: wanted.get('course') ?? undefined,
        link: wanted.get('link') ?? undefined,
        tool: wanted.get('tool') ?? [...lms.tools.keys()][0] ?? '',
        deepLinking: wanted.get('what') === 'deep-linking',
      });
      const tool = lms.tools.get(wanted.get('tool') ?? [...lms.tools.keys()][0] ?? '');
      // Moodle posts the login request, Brightspace redirects.
      if (flavour === 'moodle') return html(messagePage(tool?.loginUrl ?? '', parameters));
      response
        .writeHead(302, { Location: `${tool?.loginUrl}?${new URLSearchParams(parameters).toString()}` })
        .end();
      return;
    }
    if (path.startsWith('/course/')) {
      const page = coursePage(lms, path.split('/')[2] ?? '', here.searchParams);
      return page === undefined ? html(linkPage('Not found', path), 404) : html(page);
    }
    html(linkPage('Not found', path), 404);
  };
  return lms;
}
