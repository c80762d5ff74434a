import { createServer } from 'node:tls';
import { expect, it } from 'vitest';
import { httpsRequest } from '../../src/credentials/https-request.ts';

it('a request goes to the address that was looked at, for the name that was asked', async () => {
  const names: string[] = [];
  const server = createServer({
    SNICallback: (name, answer) => {
      names.push(name);
      answer(new Error('no certificate here'));
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const signal = new AbortController().signal;
  try {
    await expect(
      httpsRequest(new URL(`https://badges.example.org:${port}/x`), '127.0.0.1', { accept: '*/*', signal }),
    ).rejects.toThrow(/\S/u);
  } finally {
    server.close();
  }
  expect(names).toEqual(['badges.example.org']);
});
