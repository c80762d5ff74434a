import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { verifyWithLibrary } from '../credentials/library-verifier.ts';
import { ask, html } from './ask.ts';
import { importDemoCatalogue, now, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds, badgeSlug, issuerSlug, statusList } from './demo-awards.ts';

let app: RunningApp;
beforeAll(async () => {
  const store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoAwards(store);
  app = await serveApp({ store });
});
afterAll(() => app.close());

const award = (name: keyof typeof awardIds) => `${app.url}/awards/${awardIds[name]}`;
const jsonShape = z.record(z.string(), z.json());
const json = async (url: string, accept = 'application/json') =>
  jsonShape.parse(JSON.parse((await ask(url, { accept })).text));

describe('an award by its Accept header', () => {
  it.each([
    ['text/html', 'text/html; charset=utf-8'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
    ['application/vc+ld+json', 'application/vc+ld+json'],
    ['application/vc', 'application/vc'],
    ['application/ld+json', 'application/ld+json'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/ld+json;q=0.5, application/vc+ld+json', 'application/vc+ld+json'],
  ])('%s gets %s', async (accept, type) => {
    const answer = await ask(award('published'), { accept });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
    expect(answer.headers['vary']).toContain('Accept');
    expect(answer.headers['link']).toContain(`<${award('published')}.json>; rel="alternate"`);
  });

  it('gets the page when it says nothing', async () => {
    expect((await ask(award('published'))).headers['content-type']).toContain('text/html');
  });

  it('is refused in a form that does not exist: not-acceptable', async () => {
    const answer = await ask(award('published'), { accept: 'image/tiff' });
    expect(answer.status).toBe(406);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'not-acceptable', status: 406 });
  });

  it('gives the same credential at its .json address whatever is accepted', async () => {
    const direct = await ask(`${award('published')}.json`, html);
    expect(direct.headers['content-type']).toBe('application/vc+ld+json');
    const asked = await ask(award('published'), { accept: 'application/vc+ld+json' });
    expect(direct.text).toBe(asked.text);
  });
});

describe('the credential of an award', () => {
  it('verifies with an independent library, by the key and the status lists that are served here', async () => {
    const did = await json(`${app.url}/issuers/${issuerSlug}/did.json`);
    const lists = Object.fromEntries(
      await Promise.all(
        ['', '-suspension'].map(async (end) => {
          const url = `${app.url}/status/${statusList}${end}`;
          return [url, await json(url)] as const;
        }),
      ),
    );
    const read = async (name: keyof typeof awardIds) =>
      verifyWithLibrary(await json(`${award(name)}.json`), did, lists, now);
    const found = (revoked: boolean, suspended: boolean) => ({
      verified: true,
      statusResult: { verified: true, results: [{ status: revoked }, { status: suspended }] },
    });
    expect(await read('published')).toMatchObject(found(false, false));
    expect(await read('revoked')).toMatchObject(found(true, false));
    expect(await read('suspended')).toMatchObject(found(false, true));
    const forged = { ...(await json(`${award('published')}.json`)), name: 'Iets anders' };
    expect(await verifyWithLibrary(forged, did, lists, now)).toMatchObject({ verified: false });
  });

  it('may be read by scripts of other sites, and is asked for again each time', async () => {
    const { headers } = await ask(`${award('published')}.json`);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    });
  });

  it('is 410 with problem details when the holder was erased: award-erased', async () => {
    const answer = await ask(`${award('erased')}.json`, { accept: 'application/json' });
    expect(answer.status).toBe(410);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({
      type: 'urn:speldje:problem:award-erased',
      status: 410,
      code: 'award-erased',
    });
  });

  it('is 404 for what is no award: unknown-award', async () => {
    for (const path of ['/awards/nothing', '/awards/nothing.json', `/awards/${'x'.repeat(5000)}`]) {
      const answer = await ask(app.url + path, { accept: 'application/json' });
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'unknown-award' });
    }
  });
});

describe('what is known already', () => {
  it.each([
    ['the page', '', 'text/html'],
    ['the credential', '', 'application/vc+ld+json'],
    ['the .json address', '.json', 'application/json'],
  ])('%s is answered with 304 and nothing else', async (_, end, accept) => {
    const first = await ask(award('published') + end, { accept });
    const etag = first.headers['etag'] ?? 'none';
    expect(etag).toMatch(/^"/u);
    const again = await ask(award('published') + end, { accept, 'if-none-match': etag });
    expect(again).toMatchObject({ status: 304, text: '' });
    const other = await ask(award('published') + end, { accept, 'if-none-match': '"something-else"' });
    expect(other.status).toBe(200);
  });
});

describe('the page of an award', () => {
  const page = async (name: keyof typeof awardIds) => (await ask(`${award(name)}?lang=nl`, html)).text;

  it('of a published one shows itself to those who share it', async () => {
    const text = await page('published');
    expect(text).toContain(
      '<meta property="og:title" content="Adviseur Lerende Regio Maas en Waal – Student Sam"/>',
    );
    expect(text).toContain('<meta property="og:locale" content="nl_NL"/>');
    expect(text).toMatch(/<meta property="og:image" content="http[^"]+\/card\.png\?lang=nl"\/>/u);
    expect(text).not.toContain('noindex');
    expect(text).toContain('Begeleider Bo');
    expect(text).toContain('Het rapport staat erbij');
    expect(text).toContain('De handtekening van Stichting Stimulering Techniek Maas en Waal klopt');
  });

  it('leaves out withdrawn evidence and the names of others', async () => {
    const text = await page('published');
    expect(text).toContain('We zijn er deze week mee begonnen');
    expect(text).not.toContain('Collega Chris');
    expect(text).not.toContain('Dit was niet voor hier bedoeld');
  });

  it('says so where the learner keeps the evidence to themselves', async () => {
    expect(await page('withoutEvidence')).toContain('De houder heeft het bewijs niet openbaar gemaakt.');
  });

  it('of a private one is for no search engine and shows nothing of the learner', async () => {
    const answer = await ask(`${award('private')}?lang=nl`, html);
    expect(answer.headers['x-robots-tag']).toBe('noindex');
    expect(answer.headers['cache-control']).toContain('private');
    expect(answer.text).toContain('<meta name="robots" content="noindex"/>');
    expect(answer.text).not.toContain('og:');
    expect(answer.text).toContain('De houder heeft de naam niet openbaar gemaakt.');
    for (const theirs of ['Student Sam', 'Begeleider Bo', 'Onderbouwd advies'])
      expect(answer.text).not.toContain(theirs);
  });

  it('says how it stands, since when and why', async () => {
    expect(await page('revoked')).toMatch(/ingetrokken.*22 november 2025.*Reden: Bij vergissing/su);
    expect(await page('suspended')).toMatch(/opgeschort.*23 november 2025.*Reden: We zoeken/su);
    expect(await page('expired')).toMatch(/verlopen.*24 november 2025/su);
    expect(await page('erased')).toContain('De houder is op verzoek gewist');
  });

  it('has nothing in it that the content security policy would refuse', async () => {
    for (const name of ['published', 'revoked'] as const) {
      const text = await page(name);
      // A block of data is not run: its type is none of a script (HTML, `script` element).
      expect(text.replaceAll('<script type="application/ld+json">', '')).not.toMatch(
        /<script|<style|\sstyle=|\son[a-z]+=/iu,
      );
    }
  });
});

describe('a badge and an issuer', () => {
  it('are Achievement and Profile for programs, with the id that credentials name', async () => {
    const achievement = await json(`${app.url}/badges/${badgeSlug}`, 'application/ld+json');
    expect(achievement).toMatchObject({ id: `${app.url}/badges/${badgeSlug}`, type: ['Achievement'] });
    const profile = await json(`${app.url}/issuers/${issuerSlug}`);
    const did = await json(`${app.url}/issuers/${issuerSlug}/did.json`);
    expect(profile).toMatchObject({ type: ['Profile'], id: did['id'] ?? 'none' });
  });

  it.each([
    ['/badges/no-such-badge', 'unknown-badge'],
    ['/badges/Not%20a%20slug', 'unknown-badge'],
    ['/issuers/no-such-issuer', 'unknown-issuer'],
    ['/issuers/no-such-issuer/did.json', 'unknown-issuer'],
    ['/status/no-such-list', 'not-found'],
    ['/skills/no-such-skill', 'not-found'],
    ['/badges/no-such-badge/picture.png', 'not-found'],
  ])('%s is refused: %s', async (path, code) => {
    const answer = await ask(app.url + path, { accept: 'application/json' });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({ code });
  });

  it('all keys are in one set, by the address that proofs and tokens name', async () => {
    await ask(`${app.url}/issuers/${issuerSlug}/did.json`);
    const { keys } = z
      .object({ keys: z.array(z.object({ kid: z.string(), d: z.undefined().optional() }).loose()) })
      .parse(await json(`${app.url}/.well-known/jwks.json`));
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(keys.every(({ kid }) => kid.includes(`:issuers:${issuerSlug}#`))).toBe(true);
    expect(keys.some((key) => 'd' in key)).toBe(false);
  });
});

describe('pictures', () => {
  it('are kept for ever at the address that names the drawing, and for a while at the plain one', async () => {
    const [, path = ''] =
      /src="(\/badges\/[^"]+picture\.png\?[^"]+)"/u.exec((await ask(award('published'), html)).text) ?? [];
    const named = await ask(app.url + path.replaceAll('&amp;', '&'));
    expect(named.status).toBe(200);
    expect(named.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    });
    const plain = await ask(`${app.url}/badges/${badgeSlug}/picture.png`);
    expect(plain.headers['cache-control']).toBe('public, max-age=300');
    const etag = plain.headers['etag'] ?? '';
    const again = await ask(`${app.url}/badges/${badgeSlug}/picture.png`, { 'if-none-match': etag });
    expect(again).toMatchObject({ status: 304, text: '' });
  });

  it('drawn ones can neither run nor fetch anything', async () => {
    for (const path of [`/badges/${badgeSlug}/picture.svg`, `/issuers/${issuerSlug}/picture.svg`]) {
      const { status, headers } = await ask(app.url + path);
      expect(status).toBe(200);
      expect(headers['content-type']).toContain('image/svg+xml');
      expect(headers['content-security-policy']).toContain('sandbox');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('of a version that never was are not there: not-found', async () => {
    const answer = await ask(`${app.url}/badges/${badgeSlug}/picture.png?version=99`, {
      accept: 'application/json',
    });
    expect(answer.status).toBe(404);
  });
});
