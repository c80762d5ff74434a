import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { operatorActor } from '../../../src/domain/actor.ts';
import { revokeAward } from '../../../src/use-cases/change-award-standing.ts';
import { erasePerson } from '../../../src/use-cases/erase-person.ts';
import { hashToken } from '../../../src/use-cases/hash-token.ts';
import { mergePersons } from '../../../src/use-cases/merge-persons.ts';
import { offerCredentials } from '../../../src/use-cases/offer-credentials.ts';
import { buildAward } from '../../builders/build-award.ts';
import { buildPerson } from '../../builders/build-person.ts';
import { fixedIds } from '../demo-app.ts';
import { awardIds, badgeSlug } from '../demo-awards.ts';
import { postForm, proofOf, walletAt, walletKey, type Posted, type ProofFacts } from './wallet.ts';
import { moreAwardIds, owner, walletWorld, type WalletWorld } from './wallet-world.ts';

let world: WalletWorld;
let wallet: ReturnType<typeof walletAt>;
beforeAll(async () => {
  world = await walletWorld();
  wallet = walletAt(world.app.url);
});
afterAll(() => world.close());

const key = walletKey();
const text = (value: unknown) => z.string().parse(value);
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000);
};
const fault = ({ status, body }: Posted) => `${status} ${text(body['error'])}`;

async function proof(facts: Partial<ProofFacts> & { readonly nonce?: string } = {}): Promise<string> {
  const nonce = facts.nonce ?? (await wallet.nonce());
  return proofOf(key, { audience: world.app.url, now: world.now, ...facts, nonce });
}

async function token(code: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  return text((await wallet.redeem(code, more)).body['access_token']);
}

const configured = { credential_configuration_id: `${badgeSlug}.jwt_vc_json` };

describe('an offer', () => {
  it('is short-lived: gone after ten minutes, with its code', async () => {
    const { uri, code } = await world.offer();
    later(11);
    expect((await fetch(uri)).status).toBe(404);
    expect(fault(await wallet.redeem(code))).toBe('400 invalid_grant');
  });

  it('is redeemed once, of 20 posts at once', async () => {
    const { code, uri } = await world.offer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => wallet.redeem(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(fault))).toEqual(
      new Set(['400 invalid_grant']),
    );
    expect((await fetch(uri)).status).toBe(404);
  });

  it('ends when its learner makes another for the same badge', async () => {
    const first = await world.offer();
    await world.offer();
    expect(fault(await wallet.redeem(first.code))).toBe('400 invalid_grant');
  });

  it('asks for its transaction code, and gives up after five wrong ones, at once too', async () => {
    const offer = await world.offer({ withTxCode: true });
    const right = text(offer.txCode);
    expect(right).toMatch(/^\d{6}$/u);
    expect(fault(await wallet.redeem(offer.code))).toBe('400 invalid_request');
    const wrong = right === '000000' ? '000001' : '000000';
    const guesses = await Promise.all(
      Array.from({ length: 20 }, () => wallet.redeem(offer.code, { tx_code: wrong })),
    );
    expect(new Set(guesses.map(fault))).toEqual(new Set(['400 invalid_grant']));
    expect((await world.store.walletOffers.find(hashToken(offer.token)))?.triesLeft).toBe(0);
    expect(fault(await wallet.redeem(offer.code, { tx_code: right }))).toBe('400 invalid_grant');
    const again = await world.offer({ withTxCode: true });
    expect((await wallet.redeem(again.code, { tx_code: text(again.txCode) })).status).toBe(200);
    const older = await world.offer({ withTxCode: true });
    expect((await wallet.redeem(older.code, { user_pin: text(older.txCode) })).status).toBe(200);
    const none = await world.offer();
    expect(fault(await wallet.redeem(none.code, { tx_code: '123456' }))).toBe('400 invalid_request');
  });

  it('keeps neither its address, its code nor a transaction code', async () => {
    const offer = await world.offer({ withTxCode: true });
    const kept = JSON.stringify(await world.store.walletOffers.ofPerson(owner.personId));
    for (const secret of [offer.token, offer.code, text(offer.txCode)])
      expect(kept).not.toContain(`"${secret}"`);
    expect(kept).not.toContain(offer.token);
    expect(kept).not.toContain(offer.code);
    expect(JSON.stringify(world.app.log)).not.toContain(offer.token);
  });
});

describe('the token endpoint refuses', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['400 invalid_request', {}],
    ['400 unsupported_grant_type', { grant_type: 'password', username: 'a', password: 'b' }],
    ['400 invalid_request', { grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code' }],
    [
      '400 invalid_grant',
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
        'pre-authorized_code': 'nothing',
      },
    ],
  ])('%s', async (expected, form) => {
    const answer = await postForm(`${world.app.url}/oauth/token`, form);
    expect(fault(answer)).toBe(expected);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('two codes in one form, and a body that is too large', async () => {
    const url = `${world.app.url}/oauth/token`;
    const { code } = await world.offer();
    const twice = `grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&pre-authorized_code=${code}&pre-authorized_code=${code}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(url, { method: 'POST', headers, body: twice })).status).toBe(400);
    const large = await fetch(url, { method: 'POST', headers, body: `grant_type=${'a'.repeat(20_000)}` });
    expect(await large.json()).toMatchObject({ error: 'invalid_request' });
  });
});

describe('the credential endpoint', () => {
  it('wants a token: 401 with WWW-Authenticate', async () => {
    const none = await wallet.credential(undefined, configured);
    expect(fault(none)).toBe('401 invalid_token');
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    const wrong = await wallet.credential('nothing', configured);
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('knows a token for ten minutes', async () => {
    const access = await token((await world.offer()).code);
    later(11);
    expect(fault(await wallet.credential(access, { ...configured, proofs: { jwt: [await proof()] } }))).toBe(
      '401 invalid_token',
    );
  });

  it('refuses what is no request', async () => {
    const access = await token((await world.offer()).code);
    const jwt = await proof();
    const cases: readonly (readonly [unknown, string])[] = [
      ['{', 'invalid_request'],
      [[], 'invalid_credential_request'],
      [{ proofs: { jwt: [jwt] } }, 'invalid_credential_request'],
      [
        { ...configured, credential_identifier: awardIds.private, proofs: { jwt: [jwt] } },
        'invalid_credential_request',
      ],
      [
        { ...configured, proof: { proof_type: 'jwt', jwt }, proofs: { jwt: [jwt] } },
        'invalid_credential_request',
      ],
      [
        { credential_configuration_id: 'nothing', proofs: { jwt: [jwt] } },
        'unknown_credential_configuration',
      ],
      [
        { credential_configuration_id: `${badgeSlug}.ldp_vc`, proofs: { jwt: [jwt] } },
        'unknown_credential_configuration',
      ],
      [
        { credential_configuration_id: 'begeleiden.jwt_vc_json', proofs: { jwt: [jwt] } },
        'unknown_credential_configuration',
      ],
      [
        { credential_identifier: awardIds.published, proofs: { jwt: [jwt] } },
        'unknown_credential_identifier',
      ],
      [{ format: 'mso_mdoc', proofs: { jwt: [jwt] } }, 'unknown_credential_configuration'],
      [
        { ...configured, credential_response_encryption: {}, proofs: { jwt: [jwt] } },
        'invalid_encryption_parameters',
      ],
      [configured, 'invalid_proof'],
      [{ ...configured, proofs: { jwt: [] } }, 'invalid_credential_request'],
      [{ ...configured, proofs: { jwt: [7] } }, 'invalid_proof'],
      [{ ...configured, proofs: { ldp_vp: [{}] } }, 'invalid_proof'],
      [{ ...configured, proofs: { jwt: [jwt, jwt] } }, 'invalid_proof'],
      [{ ...configured, proof: { proof_type: 'cwt', cwt: 'x' } }, 'invalid_proof'],
    ];
    for (const [request, error] of cases)
      expect([request, fault(await wallet.credential(access, request))]).toEqual([request, `400 ${error}`]);
    // None of that used the nonce up.
    expect((await wallet.credential(access, { ...configured, proofs: { jwt: [jwt] } })).status).toBe(200);
  });

  it.each<readonly [string, Partial<ProofFacts>]>([
    ['of another key', { signedBy: walletKey() }],
    ['for another audience', { audience: 'https://elsewhere.example' }],
    ['that is old', { claims: { iat: 1_700_000_000 } }],
    ['without a key', { header: {} }],
    ['of another type', { header: { typ: 'JWT', jwk: key.jwk } }],
  ])('refuses a proof %s: invalid_proof', async (_, facts) => {
    const access = await token((await world.offer()).code);
    const request = { ...configured, proofs: { jwt: [await proof(facts)] } };
    expect(fault(await wallet.credential(access, request))).toBe('400 invalid_proof');
  });

  it('refuses alg none: invalid_proof', async () => {
    const access = await token((await world.offer()).code);
    const [, payload] = (await proof()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'openid4vci-proof+jwt', jwk: key.jwk }));
    const jwt = `${header.toString('base64url')}.${payload}.`;
    expect(fault(await wallet.credential(access, { ...configured, proofs: { jwt: [jwt] } }))).toBe(
      '400 invalid_proof',
    );
  });

  it('takes a nonce once, of 20 posts at once, and none that is made up or old', async () => {
    const access = await token((await world.offer()).code);
    const request = { ...configured, proofs: { jwt: [await proof()] } };
    const answers = await Promise.all(Array.from({ length: 20 }, () => wallet.credential(access, request)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(fault))).toEqual(
      new Set(['400 invalid_nonce']),
    );
    const invented = { ...configured, proofs: { jwt: [await proof({ nonce: 'made-up' })] } };
    expect(fault(await wallet.credential(access, invented))).toBe('400 invalid_nonce');
    const nonce = await wallet.nonce();
    later(6);
    const old = { ...configured, proofs: { jwt: [await proof({ nonce })] } };
    expect(fault(await wallet.credential(access, old))).toBe('400 invalid_nonce');
  });

  it('tells a wallet of an earlier draft the nonce in the refusal, and answers in its words', async () => {
    const access = await token((await world.offer()).code);
    const earlier = (jwt: string) => ({
      format: 'jwt_vc_json',
      credential_definition: { type: [] },
      proof: { proof_type: 'jwt', jwt },
    });
    const first = await wallet.credential(access, earlier(await proof({ nonce: 'made-up' })));
    expect(fault(first)).toBe('400 invalid_proof');
    const nonce = text(first.body['c_nonce']);
    const second = await wallet.credential(access, earlier(await proof({ nonce })));
    expect(second.status).toBe(200);
    expect(second.body['credential']).toEqual(expect.stringMatching(/^eyJ/u));
    expect(second.body['credentials']).toEqual([{ credential: second.body['credential'] }]);
    expect(typeof second.body['c_nonce']).toBe('string');
    const without = await wallet.credential(access, { format: 'jwt_vc_json' });
    expect(fault(without)).toBe('400 invalid_proof');
    expect(typeof without.body['c_nonce']).toBe('string');
  });

  it('gives the nonce of the token answer, for drafts that look for it there', async () => {
    const { body } = await wallet.redeem((await world.offer()).code);
    const jwt = await proof({ nonce: text(body['c_nonce']) });
    const answer = await wallet.credential(text(body['access_token']), {
      ...configured,
      proofs: { jwt: [jwt] },
    });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['credentials']);
  });

  it('binds an award to the first key; that key may ask again, another is refused', async () => {
    const access = await token((await world.offer()).code);
    const ask = async (jwt: string) => wallet.credential(access, { ...configured, proofs: { jwt: [jwt] } });
    expect((await ask(await proof())).status).toBe(200);
    expect((await ask(await proof())).status).toBe(200);
    const other = proofOf(walletKey(), {
      audience: world.app.url,
      now: world.now,
      nonce: await wallet.nonce(),
    });
    expect(fault(await ask(other))).toBe('400 credential_request_denied');
  });

  it('gives awards of one badge one after another to who names only the badge', async () => {
    const ids = Object.values(moreAwardIds);
    const access = await token((await world.offer({ awardIds: ids })).code);
    const got: string[] = [];
    for (const _ of ids) {
      const { body } = await wallet.credential(access, {
        credential_configuration_id: 'helpende-hand.jwt_vc_json',
        proofs: { jwt: [await proof()] },
      });
      const [one] = z.array(z.object({ credential: z.string() })).parse(body['credentials']);
      const payload: { id: string } = JSON.parse(
        Buffer.from(one?.credential.split('.')[1] ?? '', 'base64url').toString(),
      );
      got.push(payload.id.slice(payload.id.lastIndexOf('/') + 1));
    }
    expect(got).toEqual(ids);
    const again = { credential_identifier: ids[0], proofs: { jwt: [await proof()] } };
    expect((await wallet.credential(access, again)).status).toBe(200);
  });

  it('refuses an award that was revoked since it was offered', async () => {
    const original = await world.store.awards.find(awardIds.private);
    const award = buildAward({
      ...original,
      id: crypto.randomUUID(),
      statusList: { list: 'revoked-meanwhile', index: 4 },
    });
    await world.store.awards.insert([{ award }]);
    const access = await token((await world.offer({ awardIds: [award.id] })).code);
    const ids = fixedIds('revoke');
    const revoked = await revokeAward(
      { store: world.store, clock: () => world.now, ids },
      {
        actor: operatorActor,
        awardId: award.id,
        reason: 'vergissing',
      },
    );
    expect(revoked.ok).toBe(true);
    const answer = await wallet.credential(access, { ...configured, proofs: { jwt: [await proof()] } });
    expect(fault(answer)).toBe('400 credential_request_denied');
  });
});

describe('making an offer', () => {
  const attempt = async (awardId: string, actor = owner) => {
    const made = await offerCredentials(
      { store: world.store, clock: () => world.now, ids: fixedIds(`attempt ${awardId}`) },
      { actor, awardIds: awardId === '' ? [] : [awardId], format: 'ldp_vc', withTxCode: false },
    );
    return made.ok ? 'offered' : made.refusal.code;
  };

  it('is for own awards that stand: not-yours, award-revoked, award-not-active, unknown-award, invalid', async () => {
    const somebody = { ...owner, personId: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' };
    expect(await attempt(awardIds.published, somebody)).toBe('not-yours');
    expect(await attempt(awardIds.revoked)).toBe('award-revoked');
    expect(await attempt(awardIds.suspended)).toBe('award-not-active');
    expect(await attempt(awardIds.expired)).toBe('award-not-active');
    expect(await attempt(awardIds.erased)).toBe('not-yours');
    expect(await attempt('nothing')).toBe('unknown-award');
    expect(await attempt('')).toBe('invalid');
  });

  it('outlives a merge of its learner, and does not outlive their erasure', async () => {
    const absorbed = buildPerson({ name: 'Sam nog eens' });
    await world.store.persons.insert(absorbed);
    const original = await world.store.awards.find(awardIds.private);
    const award = buildAward({
      ...original,
      id: crypto.randomUUID(),
      personId: absorbed.id,
      statusList: { list: 'merge', index: 3 },
    });
    await world.store.awards.insert([{ award }]);
    const { code } = await world.offer({ actor: { ...owner, personId: absorbed.id }, awardIds: [award.id] });
    const access = await token(code);
    const keep = buildPerson({ name: 'Sam' });
    await world.store.persons.insert(keep);
    const deps = { store: world.store, clock: () => world.now, ids: fixedIds('merge') };
    expect((await mergePersons(deps, { actor: operatorActor, keep: keep.id, absorb: absorbed.id })).ok).toBe(
      true,
    );
    const request = async () => ({ ...configured, proofs: { jwt: [await proof()] } });
    expect((await wallet.credential(access, await request())).status).toBe(200);
    expect(await world.store.walletOffers.ofPerson(keep.id)).toHaveLength(1);
    expect((await erasePerson(deps, { actor: operatorActor, personId: keep.id })).ok).toBe(true);
    expect(fault(await wallet.credential(access, await request()))).toBe('401 invalid_token');
  });
});

describe('scripts of other sites', () => {
  it('may call every endpoint of wallets', async () => {
    for (const path of [
      '/.well-known/openid-credential-issuer',
      '/.well-known/oauth-authorization-server',
      '/wallet/offers/x',
      '/wallet/nonce',
      '/wallet/credential',
      '/oauth/token',
    ]) {
      const answer = await fetch(`${world.app.url}${path}`, { method: 'OPTIONS' });
      expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
        path,
        204,
        '*',
      ]);
    }
  });
});
