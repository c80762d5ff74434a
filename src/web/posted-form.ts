import express, { type Request, type RequestHandler } from 'express';
import { mostFileBytes } from '../ports/file-store.ts';

/** What a page posted. */
export type PostedForm = {
  /** The first value of a field, trimmed; the empty string where there is none. */
  text(name: string): string;
  all(name: string): readonly string[];
  file(
    name: string,
  ): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array } | undefined>;
};

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** Keeps the body as it came; a roster of thousands selected is longer than the usual limits. */
export const rawForm: RequestHandler = rawFormOf(mostFileBytes + 1024 * 1024);

/** The same for a form of at most so many bytes. */
export function rawFormOf(limit: number): RequestHandler {
  return express.raw({ type: formTypes, limit });
}

/** Reads a posted form, with files or without; what can't be read counts as empty. */
export async function readForm(request: Request): Promise<PostedForm> {
  const body: unknown = request.body;
  const type = request.get('content-type') ?? '';
  let data = new FormData();
  if (Buffer.isBuffer(body))
    try {
      data = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    } catch {
      // A body that is no form: its fields are missing, and that is what is said.
    }
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  return {
    text: (name) => texts(name)[0]?.trim() ?? '',
    all: texts,
    async file(name) {
      const value = data.get(name);
      if (value === null || typeof value === 'string' || value.size === 0) return undefined;
      const bytes = new Uint8Array(await value.arrayBuffer());
      const known = /^[\w.+-]+\/[\w.+-]+$/u.test(value.type) ? value.type : 'application/octet-stream';
      // Some browsers send the whole path.
      const bare = value.name.split(/[/\\]/u).at(-1) ?? '';
      return { name: bare.slice(0, 200) || 'file', type: known, bytes };
    },
  };
}
