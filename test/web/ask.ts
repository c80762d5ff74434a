import { request } from 'node:http';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
};

/**
 * Asks by Node's own client, with just these headers: `fetch` adds its own, such as an Accept header and
 * `Cache-Control: no-cache` beside `If-None-Match`.
 */
export function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  options: { readonly method?: string; readonly body?: string | Uint8Array } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { ...headers }, method: options.method ?? 'GET' }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const flat = Object.entries(response.headers).map(
          ([name, value]) => [name, Array.isArray(value) ? value.join('; ') : value] as const,
        );
        const bytes = Buffer.concat(parts);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(flat),
          text: bytes.toString('utf8'),
          bytes,
        });
      });
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

export const html = { accept: 'text/html' } as const;
