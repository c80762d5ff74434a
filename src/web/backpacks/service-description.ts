import { allBackpackScopes, type BackpackScope } from '../../domain/backpack.ts';
import { inLocale } from '../../domain/localized-text.ts';
import type { JsonObject } from '../../ports/credential-signer.ts';
import { assets } from '../assets.ts';
import { oauthPaths } from '../oauth/oauth-addresses.ts';
import type { AppDeps } from '../web-deps.ts';
import { backpackOperations, backpackPaths, type BackpackOperation } from './backpack-operations.ts';

const schemas = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_';
const schema = (name: string): JsonObject => ({ $ref: `${schemas}${name}_schema.json` });
const json = (name: string): JsonObject => ({ 'application/json': { schema: schema(name) } });
const credential: JsonObject = {
  ...json('achievementcredential'),
  'application/vc+ld+json': { schema: schema('achievementcredential') },
  'text/plain': { schema: { type: 'string', description: 'a compact JWS' } },
};

const scopeWords: Readonly<Record<BackpackScope, string>> = {
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly': 'Read the badges of the person.',
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert':
    'Add badges to the passport of the person.',
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly':
    'Read name and confirmed address of the person.',
  'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update': 'Change the name of the person.',
  offline_access: 'Go on when the person is not there: gives refresh tokens.',
};

const parameters: JsonObject[string] = [
  {
    name: 'limit',
    in: 'query',
    description: 'How many at most; 50 when absent, 100 at most.',
    schema: { type: 'integer', minimum: 1 },
  },
  {
    name: 'offset',
    in: 'query',
    description: 'How many to pass over.',
    schema: { type: 'integer', minimum: 0 },
  },
  {
    name: 'since',
    in: 'query',
    description: 'Only what came into the passport after this moment.',
    schema: { type: 'string', format: 'date-time' },
  },
];
const pagingHeaders: JsonObject = {
  'X-Total-Count': { description: 'How many there are in all.', schema: { type: 'integer' } },
  Link: { description: 'The first, last, previous and next page (RFC 8288).', schema: { type: 'string' } },
};

const bodies: Readonly<
  Record<BackpackOperation['id'], { readonly request?: JsonObject; readonly responses: JsonObject }>
> = {
  getServiceDescription: {
    responses: { '200': { description: 'The document.', content: { 'application/json': {} } } },
  },
  getCredentials: {
    responses: {
      '200': {
        description: 'A page of badges.',
        headers: pagingHeaders,
        content: json('getopenbadgecredentialsresponse'),
      },
    },
  },
  upsertCredential: {
    request: credential,
    responses: {
      '200': { description: 'It was there, and stands as it is now.', content: credential },
      '201': { description: 'It is new.', content: credential },
    },
  },
  getProfile: { responses: { '200': { description: 'The profile.', content: json('profile') } } },
  putProfile: {
    request: json('profile'),
    responses: { '200': { description: 'The profile as it is now.', content: json('profile') } },
  },
};

function operationObject({ id, scope, summary }: BackpackOperation): JsonObject {
  const { request, responses } = bodies[id];
  return {
    operationId: id,
    summary,
    tags: ['OpenBadges'],
    ...(id === 'getCredentials' ? { parameters } : {}),
    ...(request === undefined ? {} : { requestBody: { required: true, content: request } }),
    responses: {
      ...responses,
      default: { description: 'What is the matter.', content: json('imsx_statusinfo') },
    },
    security: scope === undefined ? [] : [{ OAuth2ACG: [scope] }],
  };
}

/** The ServiceDescriptionDocument (OB 3.0 §B.4.1): an OpenAPI 3.0 description of what is served, and no more. */
export function serviceDescription(deps: Pick<AppDeps, 'publicUrl' | 'community'>): JsonObject {
  const { publicUrl } = deps;
  const at = (path: string): string => `${publicUrl}${path}`;
  const paths = new Map<string, JsonObject>();
  for (const operation of backpackOperations)
    paths.set(operation.path, {
      ...paths.get(operation.path),
      [operation.method]: operationObject(operation),
    });
  const name = inLocale(deps.community.name, 'en');
  return {
    openapi: '3.0.1',
    info: {
      title: name,
      description: 'Open Badges 3.0 API of this skills passport.',
      version: '3.0',
      termsOfService: at('/privacy'),
      'x-imssf-privacyPolicyUrl': at('/privacy'),
      'x-imssf-image': at(assets.touchIcon.path),
    },
    servers: [{ url: at(backpackPaths.base) }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        OAuth2ACG: {
          type: 'oauth2',
          description: 'OAuth 2.0 authorization code grant, with PKCE (S256).',
          'x-imssf-name': name,
          'x-imssf-privacyPolicyUrl': at('/privacy'),
          'x-imssf-termsOfServiceUrl': at('/privacy'),
          'x-imssf-registrationUrl': at(oauthPaths.register),
          flows: {
            authorizationCode: {
              authorizationUrl: at(oauthPaths.authorize),
              tokenUrl: at(oauthPaths.token),
              refreshUrl: at(oauthPaths.token),
              scopes: Object.fromEntries(allBackpackScopes.map((scope) => [scope, scopeWords[scope]])),
            },
          },
        },
      },
    },
  };
}
