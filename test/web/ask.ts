import { request } from 'node:http';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
};

/**
 * Asks by Node's own client, with just these headers: `fetch` adds its own, such as an Accept header and
 * `Cache-Control: no-cache` beside `If-None-Match`.
 */
export function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  options: { readonly method?: string; readonly body?: string } = {},
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
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(flat),
          text: Buffer.concat(parts).toString('utf8'),
        });
      });
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

export const html = { accept: 'text/html' } as const;
