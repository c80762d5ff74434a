import jsqr from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedIds } from '../web/demo-app.ts';
import { awardIds, badgeSlug, learner } from '../web/demo-awards.ts';
import { signInPath } from '../web/signed-in-visitor.ts';
import { proofOf, walletAt, walletKey } from '../web/wallets/wallet.ts';
import { walletWorld, type WalletWorld } from '../web/wallets/wallet-world.ts';
import { lookTwice, picture } from './look-at.ts';
import { startBrowser } from './start-browser.ts';

let world: WalletWorld;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([walletWorld(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** What a camera reads on the page: the drawing itself is painted and decoded. */
async function scanned(page: Page): Promise<string> {
  const side = 300;
  const pixels = await page.evaluate(
    `(async () => {
      const svg = document.querySelector('svg.qr').cloneNode(true);
      svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
      svg.setAttribute('width', ${side});
      svg.setAttribute('height', ${side});
      const picture = new Image();
      picture.src = 'data:image/svg+xml,' + encodeURIComponent(svg.outerHTML);
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = ${side};
      const context = canvas.getContext('2d');
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, ${side}, ${side});
      return Array.from({ length: ${side * side} }, (_, at) => (data[4 * at] > 127 ? '1' : '0')).join('');
    })()`,
  );
  const grey = String(pixels)
    .split('')
    .flatMap((light) => (light === '1' ? [255, 255, 255, 255] : [0, 0, 0, 255]));
  return jsqr.default(Uint8ClampedArray.from(grey), side, side)?.data ?? '';
}

describe.each([
  { lang: 'nl', width: 320, make: 'Maak de QR-code', taken: 'Gelukt: je wallet heeft het.' },
  { lang: 'en', width: 1280, make: 'Make the QR code', taken: 'Done: your wallet has it.' },
] as const)('handing a badge to a wallet, in $lang, $width px wide', ({ lang, width, make, taken }) => {
  it('works by keyboard and camera, tells when it is done, and axe finds nothing', async () => {
    const context = await browser.newContext({
      locale: lang === 'nl' ? 'nl-NL' : 'en-GB',
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    const deps = { store: world.store, clock: () => world.now, ids: fixedIds(`browser ${lang}`) };
    await page.goto(world.app.url + (await signInPath(deps, learner.id)));
    await page.locator('main form button').last().click();
    await page.goto(`${world.app.url}/me/awards/${awardIds.private}/wallet?lang=${lang}`);
    const look = (name: string) => lookTwice(page, `${name}-${lang}-${width}`);
    await look('wallet-form');
    await page.getByRole('button', { name: make }).focus();
    await page.keyboard.press('Enter');
    await page.locator('svg.qr').waitFor();
    await expect.poll(() => page.locator('[data-clock]').textContent()).toMatch(/^\d:\d\d$/u);
    await look('wallet-offer');
    const link = await scanned(page);
    expect(link).toBe(await page.locator('a[href^="openid-credential-offer:"]').getAttribute('href'));
    const uri = new URL(link).searchParams.get('credential_offer_uri') ?? '';
    const offer: { grants: Record<string, { 'pre-authorized_code': string }> } = await (
      await fetch(uri)
    ).json();
    const wallet = walletAt(world.app.url);
    const txCode = (await page.locator('.tx-code').textContent()) ?? '';
    const code = Object.values(offer.grants)[0]?.['pre-authorized_code'] ?? '';
    const redeemed = await wallet.redeem(code, { tx_code: txCode });
    const jwt = proofOf(walletKey(), {
      audience: world.app.url,
      now: world.now,
      nonce: await wallet.nonce(),
    });
    await wallet.credential(String(redeemed.body['access_token']), {
      credential_configuration_id: `${badgeSlug}.jwt_vc_json`,
      proofs: { jwt: [jwt] },
    });
    await page.getByText(taken).waitFor();
    await picture(page, `wallet-taken-${lang}-${width}`);
    expect(faults).toEqual([]);
    await context.close();
  });
});
