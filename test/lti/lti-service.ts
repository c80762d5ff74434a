import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { ltiIntegration } from '../../lti/lti-integration.ts';
import type { LmsStandIn } from '../../playground/lms/lms.ts';
import type { Flavour } from '../../playground/lms/lms-world.ts';
import { startLms } from '../../playground/lms/stand-in.ts';
import { createSafeFetch } from '../../src/credentials/safe-fetch.ts';
import { createSealedBox } from '../../src/credentials/sealed-box.ts';
import { connectMongo } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import type { LtiPlatform } from '../../src/ports/lti-platform-repository.ts';
import type { Store } from '../../src/ports/store.ts';
import { mountAssets } from '../../src/web/assets.ts';
import { testDatabase } from '../database.ts';

export const ids = {
  id: randomUUID,
  token: () => randomBytes(32).toString('base64url'),
  below: (limit: number) => randomInt(limit),
};

export type LtiService = {
  readonly url: string;
  readonly mongoUri: string;
  readonly store: Store;
  readonly lms: LmsStandIn;
  readonly platform: LtiPlatform;
  readonly clientId: string;
  readonly log: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[];
  readonly integration: ReturnType<typeof ltiIntegration>;
  readonly clock: { now: () => Date };
  /** A browser that sends no cookie at all from a frame of another site. */
  readonly browser: { dropsFramedCookies: boolean };
  close(): Promise<void>;
};

const noNet = () => Promise.reject(new Error('there is no net here'));
/** The real guard, without a world outside: what is on this machine comes by the plain way. */
const guardedFetch = createSafeFetch({
  resolve: noNet,
  request: noNet,
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
});

/** The platform's registration here, as `lti platform add` makes it. */
export function platformOf(
  lms: Pick<LmsStandIn, 'url' | 'authUrl' | 'tokenUrl' | 'tokenAudience' | 'jwksUrl' | 'flavour'>,
  id: string,
  tool: { clientId: string; deploymentId: string },
): LtiPlatform {
  return {
    id,
    name: 'Leeromgeving',
    issuer: lms.url,
    clientId: tool.clientId,
    authUrl: lms.authUrl,
    tokenUrl: lms.tokenUrl,
    ...(lms.flavour === 'brightspace' ? { tokenAudience: lms.tokenAudience } : {}),
    jwksUrl: lms.jwksUrl,
    deployments: [{ id: tool.deploymentId, status: 'accepted', firstSeenAt: new Date() }],
    status: 'accepted',
    extraTeachingRoles: [],
    vouchesForEmail: false,
    frameOrigins: [],
    createdAt: new Date(),
    version: 1,
  };
}

/** The tool on a real database, connected with a platform that has a course, a teacher and three learners. */
export async function startLtiService(
  options: {
    readonly flavour?: Flavour;
    readonly lmsHost?: string;
    readonly limits?: Parameters<typeof ltiIntegration>[0]['limits'];
  } = {},
): Promise<LtiService> {
  const database = await testDatabase();
  const connection = await connectMongo(database.uri);
  await migrate(connection, { now: () => new Date(), log: () => undefined });
  const store = createMongoStore(connection);
  const app = express();
  app.set('trust proxy', 'loopback');
  const server = createServer(app);
  // Making a key takes a while on a busy machine; a connection kept for the next request must not end meanwhile.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://localhost:${address.port}`;
  const log: LtiService['log'] = [];
  const write = (fields: object, message: string) => void log.push({ message, fields: { ...fields } });
  const box = createSealedBox({ secret: 's'.repeat(40), purpose: 'lti', random: randomBytes });
  const clock = { now: () => new Date() };
  const integration = ltiIntegration({
    store,
    clock: () => clock.now(),
    ids,
    fetch,
    publicUrl: url,
    mailOn: true,
    log: { info: write, warn: write, error: write },
    seal: (plain) => box.seal(plain),
    open: (sealed) => box.open(sealed),
    safeFetch: guardedFetch,
    isPublicHost: () => Promise.resolve(true),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const browser = { dropsFramedCookies: false };
  app.use((request, _response, next) => {
    if (browser.dropsFramedCookies && request.get('sec-fetch-dest') === 'iframe')
      delete request.headers.cookie;
    next();
  });
  integration.mount(app);
  mountAssets(app);
  const lms = await startLms({
    flavour: options.flavour ?? 'moodle',
    manners: { upperCaseIds: true },
    ...(options.lmsHost === undefined ? {} : { host: options.lmsHost }),
  });
  const tool = lms.addTool({
    name: 'Speldje',
    loginUrl: `${url}/lti/login`,
    redirectUris: [`${url}/lti/launch`],
    targetUrl: `${url}/lti/launch`,
    jwksUrl: `${url}/lti/jwks`,
  });
  const people = [
    ['2', 'Truus', 'Docent', 'Instructor'],
    ['3', 'Sam', 'Student', 'Learner'],
    ['4', 'Noor', 'Leerling', 'Learner'],
    ['5', 'Ali', 'Leerling', 'Learner'],
  ] as const;
  for (const [id, given, family] of people)
    lms.users.set(id, { id, given, family, email: `${given.toLowerCase()}@school.example` });
  lms.courses.set('7', {
    id: '7',
    title: 'HRM in de regio',
    members: people.map(([user, , , role]) => ({ user, role })),
    links: [{ id: '1', title: 'Badges', custom: {} }],
    lineItems: new Map(),
  });
  const platform = platformOf(lms, 'lms1', tool);
  await store.lti.platforms.insert(platform);
  return {
    url,
    mongoUri: database.uri,
    store,
    lms,
    platform,
    clientId: tool.clientId,
    log,
    integration,
    clock,
    browser,
    async close() {
      server.closeAllConnections();
      server.close();
      await lms.stop();
      await connection.close();
      await database.drop();
    },
  };
}
