import type { Request, RequestHandler, Response } from 'express';
import type { Ids } from '../../ports/ids.ts';
import type { NoteAnswer } from '../observe-requests.ts';
import { idFor } from '../request-id.ts';
import type { AwardAnswers, KeptAnswer } from './award-answers.ts';

const path = /^\/awards\/([\w-]{1,64})(\.json)?$/u;
/** A cookie jar in which there is nothing but the choice of a language. */
const languageAlone = /^lang=[a-z]{2}$/u;
/** Of this request alone. */
const ownHeaders = new Set([
  'x-request-id',
  'date',
  'ratelimit',
  'ratelimit-policy',
  'connection',
  'keep-alive',
]);
const longestHeader = 300;

/**
 * Answers `GET /awards/:id` and `/awards/:id.json` from what was answered lately, and keeps what it is answered. Only for
 * those of whom nothing is known: whoever has a cookie of ours other than a language, or sends credentials, is served
 * anew and their answer is kept for nobody.
 */
export function serveAwardAnswers(answers: AwardAnswers, ids: Ids, note: NoteAnswer): RequestHandler {
  const send = (request: Request, response: Response, route: string, answer: KeptAnswer): void => {
    const began = performance.now();
    const requestId = idFor(ids, request);
    const matched = request.headers['if-none-match'];
    const known = matched !== undefined && isKnown(matched, answer.etag);
    const headers = (known ? answer.knownHeaders : answer.headers).concat('X-Request-Id', requestId);
    // Written in one go, as they were: setting each by itself costs more than all the rest.
    if (known) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(answer.body);
    note({ requestId, route, status: known ? 304 : 200, ms: performance.now() - began });
  };
  return (request, response, next) => {
    const asked = askedFor(request);
    if (asked === undefined) {
      next();
      return;
    }
    const { awardId, variant, route } = asked;
    const known = answers.find(awardId, variant);
    const making =
      known === undefined || answers.isAgeing(known) ? answers.begin(awardId, variant) : undefined;
    if (making === undefined && known !== undefined) {
      send(request, response, route, known);
      return;
    }
    if (making === undefined) {
      answers.whenMade(awardId, variant, () => {
        const made = answers.find(awardId, variant);
        if (made === undefined) next();
        else send(request, response, route, made);
      });
      return;
    }
    // The whole answer is to be made, also for who has it already.
    const { 'if-none-match': matched } = request.headers;
    delete request.headers['if-none-match'];
    response.once('close', () => making.drop());
    const end = response.end.bind(response);
    response.end = (...given: unknown[]): Response => {
      response.end = end;
      const [chunk] = given;
      const kept = keepable(response, chunk);
      if (kept === undefined) {
        making.drop();
        return Reflect.apply(end, response, given);
      }
      making.keep(kept);
      if (matched !== undefined && isKnown(matched, kept.etag)) {
        response.statusCode = 304;
        response.removeHeader('Content-Type');
        response.removeHeader('Content-Length');
        return end();
      }
      return Reflect.apply(end, response, given);
    };
    next();
  };
}

function askedFor(
  request: Request,
): { readonly awardId: string; readonly variant: string; readonly route: string } | undefined {
  if (request.method !== 'GET') return undefined;
  const [, awardId, extension = ''] = path.exec(request.url) ?? [];
  if (awardId === undefined) return undefined;
  const { cookie, authorization, accept = '', 'accept-language': language = '' } = request.headers;
  if (authorization !== undefined || (cookie !== undefined && !languageAlone.test(cookie))) return undefined;
  if (accept.length > longestHeader || language.length > longestHeader) return undefined;
  return {
    awardId,
    variant: [extension, accept, language, cookie ?? ''].join('\n'),
    route: `/awards/:id${extension}`,
  };
}

/** What may be kept of an answer; undefined when it is no whole page, or is for one person. */
function keepable(response: Response, chunk: unknown): Omit<KeptAnswer, 'madeAt'> | undefined {
  const etag = response.getHeader('etag');
  const cache = String(response.getHeader('cache-control') ?? '');
  if (response.statusCode !== 200 || typeof etag !== 'string' || cache.includes('no-store')) return undefined;
  if (response.getHeader('set-cookie') !== undefined) return undefined;
  const body = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
  if (!(body instanceof Buffer)) return undefined;
  const headers = Object.entries(response.getHeaders()).flatMap(([name, value]) =>
    value === undefined || ownHeaders.has(name) ? [] : [[name, String(value)] as const],
  );
  const knownHeaders = headers.filter(
    ([name]) => !name.startsWith('content-') || name === 'content-security-policy',
  );
  return { headers: headers.flat(), knownHeaders: knownHeaders.flat(), etag, body };
}

/** Whether the asker has it already (RFC 9110 §13.1.2, weak comparison). */
function isKnown(matched: string, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//u, '');
  return matched === '*' || matched.split(',').some((tag) => opaque(tag) === opaque(etag));
}
