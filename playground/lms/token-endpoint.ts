import { randomUUID } from 'node:crypto';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Lms } from './lms.ts';

type Given = { readonly status: number; readonly body: Record<string, unknown> };
const known = [
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  'https://purl.imsglobal.org/spec/lti-ags/scope/score',
];

/** The token endpoint (LTI Security Framework §4.1): every check that the real platforms make of the assertion. */
export async function giveToken(lms: Lms, form: URLSearchParams, audience: string): Promise<Given> {
  const refuse = (error: string, why: string): Given => {
    lms.complaints.push(`token: ${why}`);
    return { status: 400, body: { error, error_description: why } };
  };
  if (form.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type', 'grant_type');
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    return refuse('invalid_client', 'client_assertion_type');
  const assertion = form.get('client_assertion') ?? '';
  try {
    if (!decodeProtectedHeader(assertion).kid) return refuse('invalid_client', 'the assertion has no kid');
    const untrusted = z
      .looseObject({ iss: z.string(), sub: z.string(), aud: z.unknown(), jti: z.string() })
      .parse(JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8')));
    if (typeof untrusted.aud !== 'string') return refuse('invalid_client', 'aud must be one string');
    if (untrusted.iss !== untrusted.sub) return refuse('invalid_client', 'iss and sub differ');
    const tool = lms.tools.get(untrusted.iss);
    if (tool === undefined) return refuse('invalid_client', 'no such client');
    await jwtVerify(assertion, createRemoteJWKSet(new URL(tool.jwksUrl)), {
      algorithms: ['RS256'],
      audience,
      currentDate: lms.clock(),
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    if (lms.assertionIds.has(untrusted.jti)) return refuse('invalid_client', 'the jti was used before');
    lms.assertionIds.add(untrusted.jti);
    const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => known.includes(scope));
    if (scopes.length === 0) return refuse('invalid_scope', 'no known scope');
    const token = randomUUID();
    lms.tokens.set(token, { clientId: tool.clientId, scopes, until: lms.clock().getTime() + 3_600_000 });
    return {
      status: 200,
      body: { access_token: token, token_type: 'Bearer', expires_in: 3600, scope: scopes.join(' ') },
    };
  } catch (error) {
    return refuse('invalid_client', error instanceof Error ? error.message : 'the assertion is no good');
  }
}
