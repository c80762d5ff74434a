import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { WebLog } from '../web-deps.ts';
import { StoreUnavailable } from '../../ports/store.ts';
import { requestIdOf } from '../request-id.ts';

/** Error codes of RFC 6749 §5.2, RFC 6750 §3.1, RFC 7591 §3.2.2 and OpenID4VCI 1.0 §6.3 and §8.3.1. */
export type OauthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'access_denied'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'temporarily_unavailable'
  | 'server_error'
  | 'invalid_credential_request'
  | 'unknown_credential_configuration'
  | 'unknown_credential_identifier'
  | 'invalid_proof'
  | 'invalid_nonce'
  | 'invalid_encryption_parameters'
  | 'credential_request_denied';

/** Answers of these endpoints hold secrets: nobody keeps them (RFC 6749 §5.1). */
export function sendSecret(response: Response, status: number, body: object): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' })
    .type('application/json')
    .send(JSON.stringify(body));
}

/** The error as OAuth writes it; `description` is for whoever mends the client, in English (RFC 6749 §5.2). */
export function sendOauthError(
  response: Response,
  status: number,
  error: OauthError,
  description: string,
  more: object = {},
): void {
  sendSecret(response, status, { error, error_description: description, ...more });
}

/** Refuses for want of a good access token (RFC 6750 §3). */
export function sendTokenError(response: Response, given: boolean): void {
  // Who sent no token at all is told only which kind is wanted.
  response.set('WWW-Authenticate', given ? 'Bearer error="invalid_token"' : 'Bearer');
  sendOauthError(
    response,
    401,
    'invalid_token',
    given ? 'the access token is unknown, has expired or was revoked' : 'an access token is needed',
  );
}

const bearer = /^Bearer ([\w\-.~+/]+=*)$/iu;

/** The token of an `Authorization: Bearer` header (RFC 6750 §2.1); undefined when there is none. */
export function bearerToken(header: string | undefined): string | undefined {
  return bearer.exec(header ?? '')?.[1];
}

/** Lets scripts of any origin call an endpoint that no cookie opens; answers their preflight. */
export function openToScripts(methods: string): RequestHandler {
  return (request, response, next) => {
    response.set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag, Link, WWW-Authenticate, X-Total-Count, Retry-After',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response
      .set({
        'Access-Control-Allow-Methods': methods,
        'Access-Control-Allow-Headers': 'Authorization, Content-Type',
        'Access-Control-Max-Age': '86400',
      })
      .status(204)
      .end();
  };
}

/** What was thrown, in OAuth's words: a body that can't be read is the client's fault, all else is ours. */
export function answerOauthError(log: WebLog): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (typeof status === 'number' && status >= 400 && status < 500)
      sendOauthError(response, 400, 'invalid_request', 'the body could not be read');
    else if (error instanceof StoreUnavailable) {
      response.set('Retry-After', '5');
      sendOauthError(response, 503, 'temporarily_unavailable', 'the database does not answer');
    } else {
      const id = requestIdOf(response);
      log.error({ requestId: id, err: error }, 'a request failed');
      sendOauthError(response, 500, 'server_error', `an unforeseen fault; in the log as ${id}`);
    }
  };
}
