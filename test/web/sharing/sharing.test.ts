import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { drawPngApart } from '../../../src/catalogue/draw-png-apart.ts';
import type { Award } from '../../../src/domain/award.ts';
import type { Store } from '../../../src/ports/store.ts';
import { oneTimeTokenHash } from '../../../src/use-cases/make-owner-link.ts';
import { cardNeedsSystemFonts, cardSvg, type Card } from '../../../src/web/sharing/card-drawing.ts';
import { linkedInLink } from '../../../src/web/sharing/linked-in-link.ts';
import { drawable, linesOf } from '../../../src/web/sharing/text-lines.ts';
import { buildBadgeSnapshot } from '../../builders/build-badge.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';
import { ask, html } from '../ask.ts';
import { importDemoCatalogue, now, serveApp, type RunningApp } from '../demo-app.ts';
import { addDemoAwards, awardIds, badgeSlug, issuerSlug, learner } from '../demo-awards.ts';

let app: RunningApp;
let store: Store;
const drawn: string[] = [];
beforeAll(async () => {
  store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoAwards(store);
  app = await serveApp({
    store,
    draw: (svg, size, options) => {
      drawn.push(
        Buffer.from(svg)
          .toString('utf8')
          .replace(/base64,[^"]+/u, 'base64,'),
      );
      return drawPngApart(svg, size, options);
    },
  });
});
afterAll(() => app.close());

const page = async (path: string, headers = {}) => (await ask(app.url + path, { ...html, ...headers })).text;
const dataOf = (text: string): unknown =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/su.exec(text)?.[1] ?? 'null');

async function change(id: keyof typeof awardIds, facts: Partial<Award>): Promise<void> {
  const award = await store.awards.find(awardIds[id]);
  if (award === undefined) throw new Error('no such award');
  await store.awards.save({ ...award, ...facts, revision: award.revision + 1 }, award.revision);
}

describe('the LinkedIn link', () => {
  const award = {
    id: awardIds.published,
    badge: buildBadgeSnapshot({ title: { nl: 'R&D ’plus’ = 100%', en: 'R&D' }, issuerName: { nl: 'A&B ®' } }),
    awardedAt: new Date('2025-12-31T23:30:00Z'),
  };

  it('fills in LinkedIn’s form, every value encoded, in the months of the community’s own zone', () => {
    const link = linkedInLink(
      { ...award, validUntil: new Date('2027-06-01T00:00:00Z') },
      'nl',
      'https://s.example',
    );
    expect(link.startsWith('https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=')).toBe(
      true,
    );
    expect(link).toContain('name=R%26D%20%E2%80%99plus%E2%80%99%20%3D%20100%25&');
    expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
      startTask: 'CERTIFICATION_NAME',
      name: 'R&D ’plus’ = 100%',
      organizationName: 'A&B ®',
      issueYear: '2026',
      issueMonth: '1',
      expirationYear: '2027',
      expirationMonth: '6',
      certUrl: `https://s.example/awards/${awardIds.published}`,
      certId: awardIds.published,
    });
  });

  it('has no expiry where there is none', () => {
    expect(linkedInLink(award, 'en', 'https://s.example')).not.toContain('expiration');
  });

  it('is on published awards that count, and on no others', async () => {
    expect(await page(`/awards/${awardIds.published}`)).toContain('linkedin.com');
    for (const name of ['private', 'revoked', 'suspended', 'expired', 'erased'] as const)
      expect(await page(`/awards/${awardIds[name]}`)).not.toContain('linkedin.com');
  });
});

describe('the page for the holder who is signed in', () => {
  const token = 'a-token-of-the-tests-which-is-long-enough';
  const cookie = { cookie: `speldje=${token}`, 'accept-language': 'en' };

  it('shows what only they may see, with the LinkedIn link, and is kept nowhere', async () => {
    await store.sessions.insert({
      id: oneTimeTokenHash(token),
      personId: learner.id,
      by: 'chat',
      createdAt: now,
      seenAt: now,
      expiresAt: new Date(now.getTime() + 60_000),
    });
    const path = `${app.url}/awards/${awardIds.private}`;
    const own = await ask(path, { ...html, ...cookie });
    expect(own.text).toContain('Student Sam');
    expect(own.text).toContain('This is your badge');
    expect(own.text).toContain('linkedin.com');
    expect(own.text).toContain('Only you see your name');
    expect(own.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
    expect(own.text).not.toContain('og:image');
    const other = await ask(path, html);
    expect(other.text).not.toContain('Student Sam');
    expect(other.headers['cache-control']).toBe('private, no-cache');
  });

  it('is for nobody else: an unknown session sees what anybody sees', async () => {
    const path = `/awards/${awardIds.private}`;
    const text = await page(path, { cookie: 'speldje=some-other-token-that-nobody-ever-had' });
    expect(text).not.toContain('Student Sam');
  });
});

describe('the card of a shared link', () => {
  const card = (path: string, headers = {}) => ask(`${app.url}${path}/card.png`, headers);

  it('is a PNG of 1200 by 627, with the name that was published', async () => {
    const { status, headers, bytes } = await card(`/awards/${awardIds.published}`, {
      'accept-language': 'nl',
    });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('image/png');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 627]);
    expect(drawn.at(-1)).toContain('Student Sam');
    expect(drawn.at(-1)).toContain('Gekregen door');
  });

  it('is drawn once, and a known one is not sent again', async () => {
    const path = `/badges/${badgeSlug}`;
    const [one, other] = await Promise.all([card(path), card(path)]);
    const before = drawn.length;
    expect(other.headers['etag']).toBe(one.headers['etag']);
    const again = await card(path, { 'if-none-match': one.headers['etag'] ?? '' });
    expect(again.status).toBe(304);
    expect((await card(path)).bytes.equals(one.bytes)).toBe(true);
    expect(drawn).toHaveLength(before);
  });

  it('tells nothing of a learner who has not published, and stops at once when they take it back', async () => {
    await card(`/awards/${awardIds.private}`);
    expect(drawn.at(-1)).not.toContain('Student Sam');
    const path = `/awards/${awardIds.withoutEvidence}`;
    // A card that shows the same is the same drawing: this one is of another day.
    await change('withoutEvidence', { awardedAt: new Date('2025-11-19T14:00:00Z') });
    const named = await card(path);
    expect(drawn.at(-1)).toContain('Student Sam');
    await change('withoutEvidence', { visibility: 'private' });
    const bare = await card(path, { 'if-none-match': named.headers['etag'] ?? '' });
    expect(bare.status).toBe(200);
    expect(bare.headers['cache-control']).toBe('private, no-cache');
    expect(drawn.at(-1)).not.toContain('Student Sam');
    await change('withoutEvidence', { visibility: 'public' });
  });

  it('warns where the badge does not count', async () => {
    for (const [name, word] of [
      ['revoked', 'Revoked'],
      ['expired', 'Expired'],
      ['suspended', 'Suspended'],
    ] as const) {
      await card(`/awards/${awardIds[name]}`, { 'accept-language': 'en' });
      expect(drawn.at(-1)).toContain(`>${word}</text>`);
    }
  });

  it('is there for issuers, and not for what is not there', async () => {
    expect((await card(`/issuers/${issuerSlug}`)).status).toBe(200);
    for (const path of ['/awards/nothing', '/badges/nothing', '/badges/No%20Slug', '/issuers/nothing'])
      expect((await card(path)).status).toBe(404);
  });

  it('keeps long and strange texts within the card, and draws what they mean, not markup', async () => {
    const strange: Card = {
      kind: 'Badge',
      title: `${'lang '.repeat(80)}<script>&"`,
      by: '한국어 \u0000\u202E \u{1F393} ®',
      fact: { label: 'x', text: 'W'.repeat(300) },
      community: 'c',
      host: 'h',
    };
    const svg = cardSvg(strange, undefined);
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u{1F393}');
    expect(svg).toContain('®');
    expect(svg.match(/<text/gu)?.length).toBeLessThan(12);
    expect(cardNeedsSystemFonts(strange)).toBe(true);
    expect((await drawPngApart(Buffer.from(svg), 1200, { fonts: 'bundled' })).length).toBeGreaterThan(1000);
  });

  it('draws words at all: the same card with other words is another picture', async () => {
    const words = { kind: 'Badge', community: 'c', host: 'h' };
    const png = async (title: string) =>
      Buffer.from(
        await drawPngApart(Buffer.from(cardSvg({ ...words, title }, undefined)), 300, { fonts: 'bundled' }),
      );
    const [latin, arabic, hebrew] = await Promise.all([png('Lasser'), png('محمد'), png('שלום')]);
    expect(latin.equals(arabic)).toBe(false);
    expect(arabic.equals(hebrew)).toBe(false);
  });
});

describe('lines of a card', () => {
  it('break at spaces, else within words, and end in an ellipsis', () => {
    expect(linesOf('een twee drie', 4, 3)).toEqual(['een', 'twee', 'drie']);
    expect(linesOf('', 6, 3)).toEqual([]);
    expect(linesOf('溶接の基礎', 3, 5)).toEqual(['溶接', 'の基', '礎']);
    expect(linesOf('een twee drie vier vijf', 6, 2).at(-1)).toMatch(/…$/u);
  });

  it('are of text without emoji, control characters and double spaces', () => {
    expect(drawable(' Kim 👩‍🎓🇳🇱  van\n\u0007 Berg® ')).toBe('Kim van Berg®');
  });
});

const oembedShape = z.looseObject({
  type: z.string(),
  title: z.string(),
  html: z.string(),
  width: z.number(),
  height: z.number(),
});

describe('oEmbed', () => {
  const oembed = (url: string, more = '') => ask(`${app.url}/oembed?url=${encodeURIComponent(url)}${more}`);

  it('is found from the page, and gives a linked picture without script or frame', async () => {
    const url = `${app.url}/awards/${awardIds.published}`;
    const [, href = ''] =
      /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/u.exec(
        await page(`/awards/${awardIds.published}`),
      ) ?? [];
    const answer = await ask(href);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*' });
    const embed = oembedShape.parse(JSON.parse(answer.text));
    expect(embed).toMatchObject({ version: '1.0', type: 'rich', width: 1200, height: 627 });
    expect(embed.title).toContain('Student Sam');
    expect(embed.html).toMatch(new RegExp(`^<a href="${url}"><img src="${url}/card\\.png\\?lang=nl" `, 'u'));
    expect(embed.html).not.toMatch(/<script|<iframe|\son/u);
  });

  it('fits the asked size, whole', async () => {
    const { text } = await oembed(`${app.url}/badges/${badgeSlug}`, '&maxwidth=600&maxheight=200');
    const { width, height } = oembedShape.parse(JSON.parse(text));
    expect([width, height]).toEqual([382, 200]);
  });

  it.each([
    ['an award that is not published', () => `${app.url}/awards/${awardIds.private}`, '', 401],
    ['an award that is not there', () => `${app.url}/awards/nothing`, '', 404],
    ['another page', () => `${app.url}/privacy`, '', 404],
    ['another site', () => `https://elders.example/awards/${awardIds.published}`, '', 404],
    ['no address', () => 'nonsense', '', 400],
    ['XML', () => `${app.url}/badges/${badgeSlug}`, '&format=xml', 501],
  ])('refuses %s', async (_, url, more, status) => {
    expect((await oembed(url(), more)).status).toBe(status);
  });
});

describe('what search engines read', () => {
  it('is the credential of a named person on a published award, and of the badge on its page', async () => {
    expect(dataOf(await page(`/awards/${awardIds.published}`))).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Person',
      name: 'Student Sam',
      hasCredential: {
        '@type': 'EducationalOccupationalCredential',
        '@id': `${app.url}/awards/${awardIds.published}`,
        recognizedBy: { '@type': 'Organization' },
        competencyRequired: [{ '@type': 'DefinedTerm' }, { '@type': 'DefinedTerm' }],
      },
    });
    expect(dataOf(await page(`/badges/${badgeSlug}`))).toMatchObject({
      '@type': 'EducationalOccupationalCredential',
      '@id': `${app.url}/badges/${badgeSlug}`,
    });
  });

  it('is nothing of an award that is not published, or that does not count; such a page is not indexed', async () => {
    for (const name of ['private', 'revoked', 'erased'] as const)
      expect(dataOf(await page(`/awards/${awardIds[name]}`))).toBeNull();
    expect(await page(`/awards/${awardIds.private}`)).toContain('<meta name="robots" content="noindex"/>');
    expect(await page(`/awards/${awardIds.published}`)).not.toContain('noindex');
  });

  it('can not be broken out of by a text', async () => {
    const award = await store.awards.find(awardIds.published);
    if (award === undefined) throw new Error('no award');
    const title = { nl: '</script><script>alert(1)</script>' };
    await change('published', { badge: { ...award.badge, title } });
    const text = await page(`/awards/${awardIds.published}`, { 'accept-language': 'nl' });
    expect(text.match(/<script/gu)).toHaveLength(1);
    expect(dataOf(text)).toMatchObject({ hasCredential: { name: title.nl } });
    await change('published', { badge: award.badge });
  });
});
