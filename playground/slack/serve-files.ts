import type { ServerResponse } from 'node:http';
import type { Workspace } from './workspace.ts';

/** Takes the bytes of an upload, raw or as a form, and answers `OK - <size>` as Slack does. */
export async function takeUpload(
  workspace: Workspace,
  url: URL,
  contentType: string,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const file = workspace.files.get(url.pathname.split('/').at(-1) ?? '');
  const plain = { 'Content-Type': 'text/plain' };
  if (!file) {
    response.writeHead(404, plain).end('file_not_found');
    return;
  }
  let content = new Uint8Array(body);
  if (contentType.startsWith('multipart/form-data')) {
    const form = await new Response(content, { headers: { 'content-type': contentType } }).formData();
    const part = [...form.values()].find((value) => typeof value !== 'string');
    content = part && typeof part !== 'string' ? new Uint8Array(await part.arrayBuffer()) : new Uint8Array();
  }
  if (content.byteLength !== Number(url.searchParams.get('length'))) {
    response.writeHead(400, plain).end('length_mismatch');
    return;
  }
  file.content = content;
  response.writeHead(200, plain).end(`OK - ${content.byteLength}`);
}

/** Serves a private file to who holds a token; everybody else gets the sign-in page, with status 200 as Slack does. */
export function serveFile(
  workspace: Workspace,
  url: URL,
  token: string | undefined,
  response: ServerResponse,
): void {
  const id = /^\/files-pri\/[^/]+-([^/]+)\//.exec(url.pathname)?.[1] ?? '';
  const file = workspace.files.get(id);
  const caller = workspace.installations.get(token ?? '');
  if (!caller || caller.state !== 'active' || !caller.scopes.has('files:read')) {
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Sign in</title>');
    return;
  }
  if (!file) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('file_not_found');
    return;
  }
  response
    .writeHead(200, { 'Content-Type': file.mimetype, 'Content-Length': file.content.byteLength })
    .end(file.content);
}
