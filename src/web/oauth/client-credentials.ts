import type { Request } from 'express';
import * as z from 'zod';
import type { ClientAuthMethod } from '../../domain/backpack.ts';

/** How a client showed who it is (RFC 6749 §2.3.1); `both` is not allowed. */
export type ShownClient =
  | { readonly ok: true; readonly id: string; readonly secret?: string; readonly method: ClientAuthMethod }
  | { readonly ok: false; readonly reason: 'none' | 'both' | 'unreadable' };

const bodyShape = z.object({ client_id: z.string().optional(), client_secret: z.string().optional() });

/** Names and secrets in the header are encoded as in forms. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** The client of a request to the token or the revocation endpoint. */
export function shownClient(request: Request): ShownClient {
  const body = bodyShape.safeParse(request.body ?? {});
  if (!body.success) return { ok: false, reason: 'unreadable' };
  const { client_id: id, client_secret: secret } = body.data;
  const header = request.get('authorization');
  if (header === undefined) {
    if (id === undefined || id === '') return { ok: false, reason: 'none' };
    return secret === undefined
      ? { ok: true, id, method: 'none' }
      : { ok: true, id, secret, method: 'client_secret_post' };
  }
  const [, encoded] = /^Basic ([\w+/]+=*)$/iu.exec(header) ?? [];
  if (encoded === undefined) return { ok: false, reason: 'unreadable' };
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const [known, password] = [decoded(name), decoded(rest.join(':'))];
  if (known === undefined || password === undefined || rest.length === 0)
    return { ok: false, reason: 'unreadable' };
  if (secret !== undefined || (id !== undefined && id !== known)) return { ok: false, reason: 'both' };
  return { ok: true, id: known, secret: password, method: 'client_secret_basic' };
}
