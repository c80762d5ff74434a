import type { Request } from 'express';
import * as z from 'zod';
import type { BadgeSource, ExpectedRecipient } from '../../ports/credential-reader.ts';

/** The largest file that is taken, in bytes; the reader's own limit. */
export const largestUpload = 10 * 1024 * 1024;
/** What a form adds to the file: its other fields and the lines between. */
const formAround = 3 * 1024 * 1024;
/** Past the limit we read on without keeping, so that who sends too much is told so, but not for ever. */
const mostIgnored = 256 * 1024 * 1024;
/** A form of ours has three fields. */
const mostFields = 10;

export type Upload =
  | { readonly ok: true; readonly source: BadgeSource; readonly recipient?: ExpectedRecipient }
  | { readonly ok: false; readonly fault: 'too-large' | 'nothing-given' | 'damaged-form' };

const askedShape = z.strictObject({
  url: z.string().optional(),
  text: z.string().optional(),
  email: z.string().optional(),
});

/**
 * What somebody sent to be checked: a form (`file`, `text`, `url`, `email`), JSON of the same names, or the badge itself
 * as the whole body. Kept in memory only. Rejects when the connection breaks off.
 */
export async function readUpload(request: Request): Promise<Upload> {
  const type = (request.get('content-type') ?? '').toLowerCase();
  const body = await bodyOf(request, largestUpload + formAround);
  if (body === undefined) return { ok: false, fault: 'too-large' };
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)(?:;|$)/u.test(type))
    return fromForm(body, request.get('content-type') ?? '');
  const asked = type.startsWith('application/json') ? askedIn(body) : undefined;
  if (asked !== undefined) return fromFields(asked.text ?? asked.url ?? '', asked.email ?? '');
  return fromBytes(body, '');
}

async function bodyOf(request: Request, most: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes: Buffer = Buffer.from(part);
    size += bytes.length;
    if (size <= most) parts.push(bytes);
    else parts.length = 0;
    if (size > most + mostIgnored) break;
  }
  return size > most ? undefined : Buffer.concat(parts);
}

/** Undefined when the JSON is not one of ours; then it is the badge itself. */
function askedIn(body: Buffer): z.infer<typeof askedShape> | undefined {
  // What we are asked with is small; a badge of megabytes need not be parsed for it.
  try {
    const parsed = askedShape.safeParse(JSON.parse(body.toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

async function fromForm(body: Buffer, type: string): Promise<Upload> {
  const damaged = { ok: false, fault: 'damaged-form' } as const;
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/iu.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary !== undefined && occurrences(body, `--${boundary}`) > mostFields) return damaged;
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    return damaged;
  }
  const said = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const file = form.get('file');
  if (file !== null && typeof file !== 'string' && file.size > 0)
    return file.size > largestUpload
      ? { ok: false, fault: 'too-large' }
      : fromBytes(new Uint8Array(await file.arrayBuffer()), said('email'));
  return fromFields(said('text').trim() || said('url'), said('email'));
}

function occurrences(body: Buffer, text: string): number {
  let count = 0;
  for (let at = body.indexOf(text); at !== -1 && count <= mostFields + 1; at = body.indexOf(text, at + 1))
    count += 1;
  return count;
}

function fromBytes(bytes: Uint8Array, email: string): Upload {
  if (bytes.length === 0) return { ok: false, fault: 'nothing-given' };
  if (bytes.length > largestUpload) return { ok: false, fault: 'too-large' };
  return { ok: true, source: { kind: 'bytes', bytes }, ...expected(email) };
}

function fromFields(given: string, email: string): Upload {
  const text = given.trim();
  if (text === '') return { ok: false, fault: 'nothing-given' };
  const source = /^https?:\/\/\S+$/iu.test(text)
    ? { kind: 'url' as const, url: text }
    : { kind: 'text' as const, text };
  return { ok: true, source, ...expected(email) };
}

function expected(email: string): { readonly recipient?: ExpectedRecipient } {
  const address = email.trim();
  return address === '' ? {} : { recipient: { addresses: [address] } };
}
