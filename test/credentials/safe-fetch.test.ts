import { describe, expect, it } from 'vitest';
import { isPublicHost } from '../../src/credentials/public-host.ts';
import { createSafeFetch, type HttpAnswer } from '../../src/credentials/safe-fetch.ts';
import { isPublicAddress } from '../../src/credentials/special-addresses.ts';

type Answer = {
  readonly status?: number;
  readonly location?: string;
  readonly body?: readonly (string | Uint8Array)[];
  readonly length?: string;
};

async function* chunks(body: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of body) yield Buffer.from(part);
}

function setUp(
  answers: Readonly<Record<string, Answer>>,
  hosts: Readonly<Record<string, readonly string[]>> = {},
  signal = new AbortController().signal,
) {
  const asked: { readonly url: string; readonly address: string }[] = [];
  const closed: string[] = [];
  const resolved: string[] = [];
  const fetch = createSafeFetch({
    resolve: async (host) => {
      resolved.push(host);
      const found = hosts[host];
      if (found === undefined) throw new Error('no such host');
      return found;
    },
    request: async (url, address): Promise<HttpAnswer> => {
      asked.push({ url: url.href, address });
      const { status = 200, location, body = ['x'], length } = answers[url.href] ?? { status: 404 };
      return {
        status,
        headers: { 'content-type': 'application/json', location, 'content-length': length },
        body: chunks(body),
        close: () => closed.push(url.href),
      };
    },
    timeout: () => signal,
  });
  return { fetch, asked, closed, resolved };
}

const hosts = {
  'example.org': ['93.184.215.14'],
  'inside.example.org': ['10.0.0.7'],
  'both.example.org': ['93.184.215.14', '127.0.0.1'],
};

describe('fetching from strangers', () => {
  it('gives what is there, from the address that was looked at', async () => {
    const { fetch, asked, closed } = setUp({ 'https://example.org/a': { body: ['{"a":', '1}'] } }, hosts);
    expect(await fetch('https://example.org/a', '*/*')).toEqual({
      ok: true,
      url: 'https://example.org/a',
      type: 'application/json',
      bytes: new Uint8Array(Buffer.from('{"a":1}')),
    });
    expect(asked).toEqual([{ url: 'https://example.org/a', address: '93.184.215.14' }]);
    expect(closed).toEqual(['https://example.org/a']);
  });

  it('follows redirects, and looks at each', async () => {
    const { fetch, asked } = setUp(
      { 'https://example.org/a': { status: 302, location: '/b' }, 'https://example.org/b': {} },
      hosts,
    );
    expect(await fetch('https://example.org/a', '*/*')).toMatchObject({
      ok: true,
      url: 'https://example.org/b',
    });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['http://example.org/a', 'not-https'],
    ['ftp://example.org/a', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['geen adres', 'bad-address'],
    ['https://user:secret@example.org/', 'bad-address'],
    ['https://inside.example.org/', 'private-address'],
    ['https://both.example.org/', 'private-address'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://0x7f.1/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://[::1]/', 'private-address'],
    ['https://[::ffff:10.0.0.1]/', 'private-address'],
    ['https://169.254.169.254/latest/meta-data', 'private-address'],
    ['https://nowhere.example.org/', 'no-connection'],
  ])('refuses %s as %s, asking nobody', async (url, problem) => {
    const { fetch, asked } = setUp({}, hosts);
    expect(await fetch(url, '*/*')).toEqual({ ok: false, problem });
    expect(asked).toEqual([]);
  });

  it.each([
    ['a private address', 'https://10.0.0.1/', 'private-address'],
    ['a name for a private address', 'https://inside.example.org/', 'private-address'],
    ['http', 'http://example.org/b', 'not-https'],
    ['no address', 'https://', 'bad-address'],
  ])('refuses a redirect to %s', async (_, location, problem) => {
    const { fetch, asked, closed } = setUp({ 'https://example.org/a': { status: 301, location } }, hosts);
    expect(await fetch('https://example.org/a', '*/*')).toEqual({ ok: false, problem });
    expect(asked).toHaveLength(1);
    expect(closed).toHaveLength(1);
  });

  it('gives up after three redirects', async () => {
    const { fetch, asked } = setUp({ 'https://example.org/a': { status: 302, location: '/a' } }, hosts);
    expect(await fetch('https://example.org/a', '*/*')).toEqual({ ok: false, problem: 'too-many-redirects' });
    expect(asked).toHaveLength(4);
  });

  it.each<readonly [string, Answer]>([
    ['as it says itself', { length: '2000000' }],
    ['as it turns out', { body: [new Uint8Array(700_000), new Uint8Array(700_000)] }],
  ])('refuses more than 1 MB, %s', async (_, answer) => {
    const { fetch, closed } = setUp({ 'https://example.org/a': answer }, hosts);
    expect(await fetch('https://example.org/a', '*/*')).toEqual({ ok: false, problem: 'too-large' });
    expect(closed).toHaveLength(1);
  });

  it.each([
    [404, 'not-found'],
    [500, 'bad-status'],
    [204, 'bad-status'],
  ])('says of status %d that it is %s', async (status, problem) => {
    const { fetch } = setUp({ 'https://example.org/a': { status } }, hosts);
    expect(await fetch('https://example.org/a', '*/*')).toEqual({ ok: false, problem });
  });

  it('keeps the body of 410, which tells why', async () => {
    const { fetch } = setUp({ 'https://example.org/a': { status: 410, body: ['{"revoked":true}'] } }, hosts);
    expect(await fetch('https://example.org/a', '*/*')).toMatchObject({
      ok: false,
      problem: 'gone',
      bytes: expect.anything(),
    });
  });

  it('stops when its time is over, whatever the other side does', async () => {
    const controller = new AbortController();
    const fetch = createSafeFetch({
      resolve: async () => ['93.184.215.14'],
      request: () => {
        controller.abort();
        return new Promise(() => {});
      },
      timeout: () => controller.signal,
    });
    expect(await fetch('https://example.org/a', '*/*')).toEqual({ ok: false, problem: 'timeout' });
  });
});

describe('posting to strangers', () => {
  const post = { type: 'application/json', text: '{}', bearer: 'theirs' };

  it('takes 200 and 201 for an answer', async () => {
    const { fetch } = setUp({ 'https://example.org/a': { status: 201 }, 'https://example.org/b': {} }, hosts);
    expect(await fetch('https://example.org/a', '*/*', post)).toMatchObject({ ok: true });
    expect(await fetch('https://example.org/b', '*/*', post)).toMatchObject({ ok: true });
    expect(await fetch('https://example.org/a', '*/*')).toMatchObject({ problem: 'bad-status' });
  });

  it('hands what was posted to nobody else', async () => {
    const { fetch, asked } = setUp({ 'https://example.org/a': { status: 307, location: '/b' } }, hosts);
    expect(await fetch('https://example.org/a', '*/*', post)).toMatchObject({
      problem: 'too-many-redirects',
    });
    expect(asked).toHaveLength(1);
  });

  it('is bound to the same addresses', async () => {
    const { fetch, asked } = setUp({}, hosts);
    expect(await fetch('https://inside.example.org/', '*/*', post)).toMatchObject({
      problem: 'private-address',
    });
    expect(asked).toEqual([]);
  });
});

describe('a public host', () => {
  const known: Readonly<Record<string, readonly string[]>> = hosts;
  const resolve = async (host: string) => {
    const found = known[host];
    if (found === undefined) throw new Error('no such host');
    return found;
  };
  it.each([
    ['example.org', true],
    ['inside.example.org', false],
    ['both.example.org', false],
    ['nothing.invalid', false],
    ['[::1]', false],
    ['93.184.215.14', true],
  ])('%s: %s', async (host, is) => {
    expect(await isPublicHost(resolve, host)).toBe(is);
  });
});

describe('an address of the public Internet', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '[2a00:1450:400e::1]'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.1.1.1',
    '169.254.1.1',
    '172.31.0.1',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fe80::1%eth0',
    'ff02::1',
    'example.org',
    '',
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
