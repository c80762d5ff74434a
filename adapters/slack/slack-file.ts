import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isCopied, mostReadBytes } from '../../src/domain/evidence.ts';
import type { DeliveryResult } from '../../src/ports/notifier.ts';
import type { Store } from '../../src/ports/store.ts';
import { keepFileContent, unseenFiles, type FileContent } from '../../src/use-cases/evidence-files.ts';
import { nothingThere, slackErrorCode } from './slack-failure.ts';
import type { SlackBot } from './slack-tokens.ts';
import { parseUrl } from '../../src/domain/parse-url.ts';

const info = z.object({
  file: z.object({
    mimetype: z.string().nullish(),
    size: z.number().nullish(),
    url_private_download: z.string().optional(),
    url_private: z.string().optional(),
  }),
});

/** Where Slack serves private files (docs.slack.dev, "file object"). */
const slackFiles = 'https://files.slack.com';
const downloadMs = 20_000;
const noAccessPauseMs = 3_600_000;

export type FileDeps = {
  readonly store: Store;
  readonly fetch: typeof fetch;
  /** The Web API's address; files may stand beside it, as those of a stand-in do. */
  readonly apiUrl: string;
};

/** Asks Slack for the files of a piece of evidence, and keeps their hashes, and the content of those that may be copied. */
export async function fetchFiles(deps: FileDeps, bot: SlackBot, sourceKey: string): Promise<DeliveryResult> {
  let missed = false;
  for (const { sourceId } of await unseenFiles(deps.store, sourceKey)) {
    if (sourceId === undefined) continue;
    const found = await fileContent(deps, bot, sourceId);
    if (found === 'no-access')
      return { kind: 'again', error: 'files can not be read: files:read', afterMs: noAccessPauseMs };
    if (found === 'not-to-be-had') missed = true;
    else await keepFileContent(deps, sourceKey, found);
  }
  return missed ? nothingThere : { kind: 'delivered' };
}

/** Errors that mean: the file is gone, or was never for us. */
const gone = new Set(['file_not_found', 'file_deleted', 'access_denied', 'file_not_visible']);

async function fileContent(
  deps: FileDeps,
  bot: SlackBot,
  sourceId: string,
): Promise<FileContent | 'not-to-be-had' | 'no-access'> {
  let file: z.infer<typeof info>['file'];
  try {
    file = info.parse(await bot.client.files.info({ file: sourceId })).file;
  } catch (error) {
    if (gone.has(slackErrorCode(error) ?? '')) return 'not-to-be-had';
    throw error;
  }
  const address = file.url_private_download ?? file.url_private;
  const url = address === undefined ? undefined : pinned(address, deps.apiUrl);
  // A file that another service keeps (a link to a drive) has an address elsewhere: our token does not go there.
  if (url === undefined || (file.size ?? 0) > mostReadBytes) return 'not-to-be-had';
  const response = await deps.fetch(url, {
    headers: { authorization: `Bearer ${bot.client.token ?? ''}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(downloadMs),
  });
  if (response.status === 429 || response.status >= 500) throw new Error(`a file: status ${response.status}`);
  if (!response.ok) return 'not-to-be-had';
  const type = file.mimetype ?? 'application/octet-stream';
  // Who may not read it gets the page for signing in, with status 200.
  if (type !== 'text/html' && response.headers.get('content-type')?.startsWith('text/html') === true)
    return 'no-access';
  return read(response, sourceId, type);
}

function pinned(address: string, apiUrl: string): URL | undefined {
  const url = parseUrl(address);
  return url !== undefined && (url.origin === slackFiles || url.origin === new URL(apiUrl).origin)
    ? url
    : undefined;
}

async function read(
  response: Response,
  sourceId: string,
  type: string,
): Promise<FileContent | 'not-to-be-had'> {
  const hash = createHash('sha256');
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    // What Slack said of its size need not be so.
    if (size > mostReadBytes) return 'not-to-be-had';
    hash.update(part);
    if (isCopied(type, size)) parts.push(part);
    else parts = [];
  }
  const content = { sourceId, sha256: hash.digest('hex'), size, type };
  return isCopied(type, size) ? { ...content, bytes: Buffer.concat(parts) } : content;
}
