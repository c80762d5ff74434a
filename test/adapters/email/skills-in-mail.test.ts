import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { emailIntegration } from '../../../adapters/email/email-integration.ts';
import { skillsForMail } from '../../../adapters/email/skills-for-mail.ts';
import { startMailStandIn, type MailStandIn } from '../../../playground/mail/mail-stand-in.ts';
import { drawPngApart } from '../../../src/catalogue/draw-png-apart.ts';
import { excerpt } from '../../../src/domain/digest.ts';
import type { OutboxMessage } from '../../../src/domain/outbox-message.ts';
import type { DrawPicture } from '../../../src/ports/draw-picture.ts';
import type { Store } from '../../../src/ports/store.ts';
import { badgeCard } from '../../../src/use-cases/badge-card.ts';
import { noWider, picture as keepPicture } from '../../browser/look-at.ts';
import { startBrowser } from '../../browser/start-browser.ts';
import { buildDigest } from '../../builders/build-digest.ts';
import { buildOutboxMessage } from '../../builders/build-outbox-message.ts';
import { buildPerson } from '../../builders/build-person.ts';
import { testMoment } from '../../builders/deterministic-id.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';
import { importDemoCatalogue, now } from '../../web/demo-app.ts';
import { addDemoPassport, noor, noorsAward } from '../../web/demo-passport.ts';

const publicUrl = 'https://speldje.example';

let store: Store;
let server: MailStandIn;
let browser: Browser;
const newcomer = buildPerson({ name: 'Nog niets' });

beforeAll(async () => {
  store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoPassport(store);
  await store.persons.insert(newcomer);
  [server, browser] = await Promise.all([startMailStandIn({ port: 0 }), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
beforeEach(() => {
  server.mails.length = 0;
});

const digest = (added: number) =>
  buildDigest({
    added: excerpt(
      Array.from({ length: added }, (_, at) => ({
        awardId: noorsAward(at),
        badge: { slug: 'samenwerken', title: { nl: 'Samenwerken' } },
        issuerName: { nl: 'Stichting' },
        at: testMoment,
      })),
    ),
    step: { kind: 'share', awardId: noorsAward(1), badge: { slug: 'a', title: { nl: 'Samenwerken' } } },
  });

const toNoor = (notice: OutboxMessage['notice'], personId = noor.id) =>
  buildOutboxMessage({
    channel: 'email',
    destination: { kind: 'person', identity: 'email:noor@voorbeeld.example', personId, locale: 'nl' },
    notice,
  });

async function mailed(message: OutboxMessage, draw: DrawPicture = drawPngApart) {
  const mail = emailIntegration(
    { smtpUrl: server.url, from: 'Speldje <speldje@speldje.example>' },
    {
      links: linksOf(publicUrl),
      publicUrl,
      community: { name: { nl: 'Maas en Waal' } },
      unsubscribeUrl: (personId) => `${publicUrl}/digest/unsubscribe/${personId}`,
      skills: { store, clock: () => now, draw },
    },
  );
  try {
    expect(await mail.notifier.deliver(message)).toEqual({ kind: 'delivered' });
  } finally {
    mail.close();
  }
  const [received] = server.mails;
  if (received === undefined) throw new Error('no mail arrived');
  return received;
}

describe('the picture of the skills in a mail', () => {
  it('lies in a digest that tells of new badges: seen by a browser, said in words, fetched from nowhere', async () => {
    const { parsed, raw } = await mailed(toNoor({ kind: 'digest', digest: digest(2) }));
    const [picture, ...others] = parsed.attachments;
    expect(others).toEqual([]);
    expect(picture).toMatchObject({ contentType: 'image/png', contentDisposition: 'inline', related: true });
    expect(picture?.content.subarray(1, 4).toString()).toBe('PNG');
    expect(picture?.size).toBeLessThan(100_000);
    expect(raw).toContain('src=3D"cid:skills@speldje"');
    expect(parsed.html).toMatch(/alt="[^"]*Bedrijven adviseren: 1× toegekend/u);
    expect(parsed.html).not.toMatch(/src="https?:[^"]*skills/u);
    expect(parsed.text).not.toContain('cid:');
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1280]) {
        const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
        await page.setContent(parsed.html || '');
        const drawn = `(async (image) => { await image.decode(); return image.naturalWidth; })(document.querySelector('img[alt*="Bedrijven adviseren"]'))`;
        expect(await page.evaluate(drawn)).toBe(630);
        await noWider(page, 'mail');
        await keepPicture(page, `mail-${width}-${colorScheme}`);
        await page.close();
      }
  });

  it('lies in the mail that tells of one badge too', async () => {
    const badge = await store.badges.findBySlug('samenwerken');
    const issuer = badge && (await store.issuers.find(badge.issuerId));
    if (badge === undefined || issuer === undefined) throw new Error('the demo community is not there');
    const { parsed } = await mailed(
      toNoor({ kind: 'you-were-awarded', badge: badgeCard(badge, issuer), awardId: noorsAward(1) }),
    );
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['skills.png']);
    expect(parsed.html).toContain('Wat je liet zien');
  });

  it('leaves the text as it was', async () => {
    const withPicture = await mailed(toNoor({ kind: 'digest', digest: digest(2) }));
    server.mails.length = 0;
    const without = await mailed(toNoor({ kind: 'digest', digest: digest(2) }), () =>
      Promise.reject(new Error('the drawing broke off')),
    );
    expect(without.parsed.text).toBe(withPicture.parsed.text);
  });

  it.each([
    ['a digest without new badges', () => toNoor({ kind: 'digest', digest: digest(0) })],
    ['who has no skills yet', () => toNoor({ kind: 'digest', digest: digest(1) }, newcomer.id)],
    ['who is no longer there', () => toNoor({ kind: 'digest', digest: digest(1) }, 'nobody')],
    [
      'a mail about something else',
      () => toNoor({ kind: 'mail-code', code: 'K7M3PQ2X', expiresAt: testMoment }),
    ],
  ])('is not there for %s, and nothing is drawn', async (_, message) => {
    let drawn = 0;
    const { parsed } = await mailed(message(), (...given) => {
      drawn += 1;
      return drawPngApart(...given);
    });
    expect(parsed.attachments).toEqual([]);
    expect(parsed.html).not.toContain('cid:');
    expect(drawn).toBe(0);
  });

  it('is left out when it can’t be drawn or takes too long, and the mail goes', async () => {
    const message = toNoor({ kind: 'digest', digest: digest(1) });
    const failing = await mailed(message, () => Promise.reject(new Error('the drawing broke off')));
    expect(failing.parsed.attachments).toEqual([]);
    const never = skillsForMail({
      store,
      clock: () => now,
      draw: () => new Promise(() => undefined),
      timeout: () => AbortSignal.abort(),
    });
    expect(await never(message)).toBeUndefined();
  });

  it('is drawn for a few at a time: where many wait for one that hangs, the others begin none', async () => {
    let begun = 0;
    const pictureFor = skillsForMail({
      store,
      clock: () => now,
      draw: () => {
        begun += 1;
        return new Promise(() => undefined);
      },
      timeout: () => AbortSignal.abort(),
    });
    const message = toNoor({ kind: 'digest', digest: digest(1) });
    await Promise.all(Array.from({ length: 30 }, () => pictureFor(message)));
    expect(begun).toBe(8);
  });
});
