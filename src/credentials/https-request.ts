import { lookup } from 'node:dns/promises';
import { request } from 'node:https';
import { isIP } from 'node:net';
import type { HttpAnswer, HttpRequest } from './safe-fetch.ts';

/** Node's own https, bound to the address that was looked at; the certificate is checked for the host name. */
export const httpsRequest: HttpRequest = (url, address, { accept, signal, post }) =>
  new Promise<HttpAnswer>((resolve, reject) => {
    const family = isIP(address);
    const asked = request(
      url,
      {
        method: post === undefined ? 'GET' : 'POST',
        // A connection kept from an earlier request would go round the look at its address.
        agent: false,
        signal,
        headers: {
          accept,
          'user-agent': 'Speldje (badge verifier)',
          'accept-encoding': 'identity',
          ...(post === undefined ? {} : { 'content-type': post.type }),
          ...(post?.bearer === undefined ? {} : { authorization: `Bearer ${post.bearer}` }),
        },
        lookup: (_host, options, answer) => {
          if (options.all === true) answer(null, [{ address, family }]);
          else answer(null, address, family);
        },
      },
      (response) => {
        const headers: Record<string, string | undefined> = {};
        for (const [name, value] of Object.entries(response.headers))
          headers[name] = Array.isArray(value) ? value[0] : value;
        resolve({
          status: response.statusCode ?? 0,
          headers,
          body: response,
          close: () => response.destroy(),
        });
      },
    );
    asked.on('error', reject);
    asked.end(post?.text);
  });

/** All addresses of a host name, as the operating system resolves it. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
