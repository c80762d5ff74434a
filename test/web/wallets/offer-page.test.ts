import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../browser-like.ts';
import { visitor } from '../browser-like.ts';
import { fixedIds } from '../demo-app.ts';
import { awarder, awardIds, learner } from '../demo-awards.ts';
import { signedInVisitor } from '../signed-in-visitor.ts';
import { proofOf, walletAt, walletKey } from './wallet.ts';
import { moreAwardIds, walletWorld, type WalletWorld } from './wallet-world.ts';

let world: WalletWorld;
let sam: Visitor;
beforeAll(async () => {
  world = await walletWorld();
  sam = await enter(learner.id);
});
afterAll(() => world.close());

const enter = (personId: string, language = 'nl') =>
  signedInVisitor(
    { store: world.store, clock: () => world.now, ids: fixedIds(`enter ${personId} ${language}`) },
    world.app.url,
    personId,
    language,
  );
const address = (id: string) => `/me/awards/${id}/wallet`;
const offerIn = (page: string): string => /data-offer="([^"]*)"/u.exec(page)?.[1] ?? '';
const deepLinkIn = (page: string): URL =>
  new URL((/href="(openid-credential-offer:[^"]*)"/u.exec(page)?.[1] ?? '').replaceAll('&amp;', '&'));
const txCodeIn = (page: string): string => /class="tx-code">(\d+)</u.exec(page)?.[1] ?? '';

async function codeAt(page: string): Promise<string> {
  const uri = deepLinkIn(page).searchParams.get('credential_offer_uri') ?? '';
  const offer: { grants: Record<string, { 'pre-authorized_code': string }> } = await (
    await fetch(uri)
  ).json();
  return Object.values(offer.grants)[0]?.['pre-authorized_code'] ?? '';
}

describe('the page that hands a badge to a wallet', () => {
  it('is for who is signed in; others come back to it afterwards', async () => {
    const { status, location } = await visitor(world.app.url).get(address(awardIds.private));
    expect([status, location]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(address(awardIds.private))}`,
    ]);
  });

  it.each<readonly [string, keyof typeof awardIds, number]>([
    ['a badge that was revoked', 'revoked', 409],
    ['a badge that is suspended', 'suspended', 409],
    ['a badge that expired', 'expired', 409],
    ['a badge of nobody', 'erased', 403],
  ])('refuses %s', async (_, award, status) => {
    expect((await sam.get(address(awardIds[award]))).status).toBe(status);
  });

  it("refuses somebody else's badge, looked at or posted: 403; one that is not there: 404", async () => {
    const bo = await enter(awarder.id);
    expect((await bo.get(address(awardIds.published))).status).toBe(403);
    await sam.get(address(awardIds.published));
    expect((await sam.get(address('nothing'))).status).toBe(404);
    const proof = /name="csrf" value="([^"]*)"/u.exec((await bo.get('/me')).text)?.[1] ?? '';
    expect((await bo.post(address(awardIds.published), { csrf: proof })).status).toBe(403);
    expect(await world.store.walletOffers.ofPerson(awarder.id)).toEqual([]);
  });

  it('makes no offer for a form that another site sent', async () => {
    expect((await sam.post(address(awardIds.published), { code: 'yes' })).status).toBe(403);
    expect(await world.store.walletOffers.ofPerson(learner.id)).toEqual([]);
  });

  it('shows link, picture and code, and how far the wallet is', async () => {
    const form = await sam.get(address(awardIds.private));
    expect(form.text).toContain('Neem er meer mee');
    const made = await sam.send(address(awardIds.private), {
      code: 'yes',
      format: 'ldp_vc',
      more: [moreAwardIds.helpedOnce],
    });
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.text).toContain('<svg class="qr"');
    expect(made.text).not.toContain('<script>');
    expect(txCodeIn(made.text)).toMatch(/^\d{6}$/u);
    const progress = async (as: Visitor = sam) => JSON.parse((await as.get(offerIn(made.text))).text);
    expect(await progress()).toEqual({ progress: 'waiting' });
    expect(await progress(await enter(awarder.id))).toEqual({ progress: 'ended' });
    const wallet = walletAt(world.app.url);
    const redeemed = await wallet.redeem(await codeAt(made.text), { tx_code: txCodeIn(made.text) });
    expect(await progress()).toEqual({ progress: 'redeemed' });
    const key = walletKey();
    for (const slug of ['adviseur-lerende-regio', 'helpende-hand']) {
      const jwt = proofOf(key, { audience: world.app.url, now: world.now, nonce: await wallet.nonce() });
      const answer = await wallet.credential(String(redeemed.body['access_token']), {
        credential_configuration_id: `${slug}.ldp_vc`,
        proofs: { jwt: [jwt] },
      });
      expect(answer.status).toBe(200);
    }
    expect(await progress()).toEqual({ progress: 'taken' });
  });

  it('speaks English to who wants that, asks for no code to who wants none, and ends with its offer', async () => {
    const browser = await enter(learner.id, 'en');
    await browser.get(`${address(awardIds.private)}?lang=en`);
    const made = await browser.send(address(awardIds.private), {});
    expect(made.text).toContain('Scan this with your wallet');
    expect(txCodeIn(made.text)).toBe('');
    world.now = new Date(world.now.getTime() + 11 * 60_000);
    expect(JSON.parse((await browser.get(offerIn(made.text))).text)).toEqual({ progress: 'ended' });
  });
});
