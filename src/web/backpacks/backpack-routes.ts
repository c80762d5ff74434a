import express, {
  Router,
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express';
import * as z from 'zod';
import type { Actor } from '../../domain/actor.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { StoreUnavailable } from '../../ports/store.ts';
import { backpackAccess, type BackpackAccess } from '../../use-cases/backpack-tokens.ts';
import { changeOwnName } from '../../use-cases/change-own-name.ts';
import { confirmedAddress, createCredentialCache } from '../../use-cases/credential-of-award.ts';
import { credentialsOfPassport } from '../../use-cases/credentials-of-passport.ts';
import { importCredential, type ImportResult } from '../../use-cases/import-credential.ts';
import { limitRate } from '../limit-rate.ts';
import { bearerToken, openToScripts } from '../oauth/oauth-answer.ts';
import { requestIdOf } from '../request-id.ts';
import { sendJson } from '../send-json.ts';
import type { AppDeps, WebLog } from '../web-deps.ts';
import { backpackOperations, backpackPaths, type BackpackOperation } from './backpack-operations.ts';
import { sendImsxStatus } from './imsx-status.ts';
import { serviceDescription } from './service-description.ts';

const jsonBodies = [
  'application/json',
  'application/vc+ld+json',
  'application/vc',
  'application/ld+json',
] as const;
const mostBytes = '1mb';
const [standardLimit, mostAtOnce] = [50, 100];

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/u)
  .transform(Number);
const queryShape = z.object({
  limit: wholeNumber.refine((limit) => limit > 0).optional(),
  offset: wholeNumber.optional(),
  since: z.iso.datetime({ offset: true }).optional(),
});
const profileShape = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
});

type Serve = (access: BackpackAccess, request: Request, response: Response) => Promise<void>;

/** The Open Badges API (OB 3.0 §6) for backpacks that people let in. */
export function mountBackpackApi(app: Express, deps: AppDeps): void {
  const router = Router();
  const credentials = createCredentialCache(500);
  const accesses = new WeakMap<Request, BackpackAccess>();
  const serve: Readonly<Record<Exclude<BackpackOperation['id'], 'getServiceDescription'>, Serve>> = {
    getCredentials: (access, request, response) =>
      sendCredentials({ ...deps, credentials }, access, request, response),
    upsertCredential: (access, request, response) => takeIn(deps, access, request, response),
    getProfile: async ({ person }, _request, response) => sendProfile(response, person),
    putProfile: (access, request, response) => changeProfile(deps, access, request, response),
  };
  router.use(openToScripts('GET, POST, PUT'), limitRate(deps));
  for (const { id, method, path, scope } of backpackOperations)
    if (id === 'getServiceDescription' || scope === undefined)
      router[method](path, (_request, response) => {
        sendJson(response, serviceDescription(deps), {
          type: 'application/json',
          cache: 'public, max-age=300',
        });
      });
    else
      router[method](
        path,
        async (request, response, next) => {
          const access = await accessOf(deps, request, response, scope);
          if (access === undefined) return;
          accesses.set(request, access);
          next();
        },
        express.text({ type: [...jsonBodies, 'text/plain'], limit: mostBytes }),
        async (request, response) => {
          const access = accesses.get(request);
          if (access !== undefined) await serve[id](access, request, response);
        },
      );
  for (const path of new Set(backpackOperations.map((operation) => operation.path)))
    router.all(path, (_request, response) => {
      const allowed = backpackOperations.filter((operation) => operation.path === path);
      response.set('Allow', ['OPTIONS', ...allowed.map(({ method }) => method.toUpperCase())].join(', '));
      sendImsxStatus(response, 'not_allowed', 'this method is not served here');
    });
  router.use((_request, response) => {
    sendImsxStatus(response, 'not_found', 'there is no such endpoint');
  });
  router.use(answerFault(deps.log));
  app.use(backpackPaths.base, router);
}

/** Who the token speaks for, when it allows that; has answered otherwise (RFC 6750 §3). */
async function accessOf(
  deps: AppDeps,
  request: Request,
  response: Response,
  scope: string,
): Promise<BackpackAccess | undefined> {
  const token = bearerToken(request.get('authorization'));
  const access = token === undefined ? undefined : await backpackAccess(deps, token);
  if (access === undefined) {
    response.set('WWW-Authenticate', token === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
    sendImsxStatus(
      response,
      'unauthorizedrequest',
      token === undefined
        ? 'an access token is needed'
        : 'the access token is unknown, has expired or was revoked',
    );
    return undefined;
  }
  if (access.scopes.some((one) => one === scope)) return access;
  response.set('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
  sendImsxStatus(response, 'forbidden', `the access token does not allow ${scope}`);
  return undefined;
}

async function sendCredentials(
  deps: Parameters<typeof credentialsOfPassport>[0],
  { person }: BackpackAccess,
  request: Request,
  response: Response,
): Promise<void> {
  const query = queryShape.safeParse(request.query);
  if (!query.success) {
    const at = String(query.error.issues[0]?.path[0] ?? 'the query');
    sendImsxStatus(response, 'invalid_query_parameter', `${at} is unfit`);
    return;
  }
  const { since } = query.data;
  const limit = Math.min(query.data.limit ?? standardLimit, mostAtOnce);
  const offset = query.data.offset ?? 0;
  const page = await credentialsOfPassport(deps, {
    personId: person.id,
    limit,
    offset,
    ...(since === undefined ? {} : { since: new Date(since) }),
  });
  const { total } = page;
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  const pages: Readonly<Record<string, number | undefined>> = {
    next: offset + limit < total ? offset + limit : undefined,
    last,
    first: 0,
    prev: offset > 0 ? Math.max(0, Math.min(offset - limit, last)) : undefined,
  };
  const links = Object.entries(pages).flatMap(([rel, at]) => {
    if (at === undefined) return [];
    const url = new URL(`${deps.publicUrl}${backpackPaths.base}${backpackPaths.credentials}`);
    url.searchParams.set('limit', String(limit));
    url.searchParams.set('offset', String(at));
    if (since !== undefined) url.searchParams.set('since', since);
    return [`<${url.href}>; rel="${rel}"`];
  });
  const documents = page.credentials.flatMap((one) => (one.kind === 'document' ? [one.document] : []));
  const jwts = page.credentials.flatMap((one) => (one.kind === 'jwt' ? [one.jwt] : []));
  response
    .set({ 'Cache-Control': 'no-store', 'X-Total-Count': String(total), Link: links.join(', ') })
    .json({ credential: documents, compactJwsString: jwts });
}

function actorOf({ person }: BackpackAccess): Actor {
  return { personId: person.id, standing: 'member', via: 'web' };
}

/** OB 3.0 §6.2.3: a credential as JSON, or as compact JWS in a plain text. */
async function takeIn(
  deps: AppDeps,
  access: BackpackAccess,
  request: Request,
  response: Response,
): Promise<void> {
  const body: unknown = request.body;
  const asText = request.is('text/plain') !== false;
  const text = typeof body === 'string' ? body.trim() : '';
  // Only the credential itself: an address in its place would be fetched.
  if (!(asText ? /^[\w-]+\.[\w-]+\.[\w-]+$/u : /^\{/u).test(text)) {
    sendImsxStatus(response, 'invalid_data', 'one credential is needed, as JSON or as compact JWS', 400);
    return;
  }
  const { reader, importPictures: pictures } = deps;
  if (reader === undefined || pictures === undefined) throw new Error('there is no reader of badges');
  const result = await importCredential(
    { ...deps, reader, pictures },
    { actor: actorOf(access), source: { kind: 'text', text } },
  );
  if (!result.ok && result.refusal.code !== 'awarded-here') {
    const [code, why] = whyNot(result.refusal, result);
    sendImsxStatus(response, code, why);
    return;
  }
  // One that was awarded here is in the passport already.
  const known = !result.ok || result.imported.every((one) => one.known);
  response
    .status(known ? 200 : 201)
    .set('Cache-Control', 'no-store')
    .type(asText ? 'text/plain' : 'application/json')
    .send(text);
}

function whyNot(refusal: Refusal, result: ImportResult) {
  const checks = result.reading?.checks ?? [];
  const failed = checks
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name, code }) => `${name}: ${code}`);
  const said = failed.length === 0 ? refusal.code : `${refusal.code} (${failed.join(', ')})`;
  return [refusal.code === 'badge-not-right' ? 'invalid_data' : 'forbidden', said] as const;
}

/** OB 3.0 §6.2.4. */
function sendProfile(response: Response, person: BackpackAccess['person']): void {
  const email = confirmedAddress(person);
  response.set('Cache-Control', 'no-store').json({
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: `urn:uuid:${person.id}`,
    type: ['Profile'],
    ...(person.name === undefined ? {} : { name: person.name }),
    ...(email === undefined ? {} : { email }),
  });
}

/** OB 3.0 §6.2.5: of a profile, the name is the person's to change; an address is confirmed by them, or not at all. */
async function changeProfile(
  deps: AppDeps,
  access: BackpackAccess,
  request: Request,
  response: Response,
): Promise<void> {
  const { person } = access;
  const profile = profileShape.safeParse(parsed(request.body));
  if (!profile.success) {
    sendImsxStatus(response, 'invalid_data', 'a Profile as JSON is needed', 400);
    return;
  }
  const { id, name, email } = profile.data;
  if (id !== undefined && id !== `urn:uuid:${person.id}`) {
    sendImsxStatus(response, 'invalid_data', 'the id is of another profile');
    return;
  }
  if (email !== undefined && email.trim().toLowerCase() !== confirmedAddress(person)) {
    sendImsxStatus(response, 'invalid_data', 'an address is confirmed by the person, not changed here');
    return;
  }
  if (name === undefined) {
    sendProfile(response, person);
    return;
  }
  const changed = await changeOwnName(deps, { actor: actorOf(access), name });
  if (changed.ok) sendProfile(response, changed.person);
  else sendImsxStatus(response, 'invalid_data', 'the name is empty or too long');
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function answerFault(log: WebLog): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (typeof status === 'number' && status >= 400 && status < 500)
      sendImsxStatus(response, 'invalid_data', 'the body could not be read', status);
    else if (error instanceof StoreUnavailable) {
      response.set('Retry-After', '5');
      sendImsxStatus(response, 'server_busy', 'the database does not answer', 503);
    } else {
      const id = requestIdOf(response);
      log.error({ requestId: id, err: error }, 'a request failed');
      sendImsxStatus(response, 'internal_server_error', `an unforeseen fault; in the log as ${id}`);
    }
  };
}
