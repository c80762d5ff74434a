import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, exportJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { awardCredential } from '../../src/credentials/award-credential.ts';
import { signVcJwt } from '../../src/credentials/vc-jwt.ts';
import { publicUrl, sampleInput, sampleIssuer, sampleSigner } from './sample-award.ts';

const { signer, ed25519, es256 } = await sampleSigner();
const jwksShape = z.object({ keys: z.array(z.record(z.string(), z.string())) });
const jwks = createLocalJWKSet(
  jwksShape.parse(signer.jwks([{ issuer: sampleIssuer, keys: [ed25519, es256] }], publicUrl)),
);
const currentDate = new Date('2026-06-01T00:00:00Z');

describe('an award as VC-JWT', () => {
  it('is the credential itself with the registered claims, signed by ES256, no vc claim', async () => {
    const jwt = await signer.signAwardJwt(sampleInput, es256);
    expect(decodeProtectedHeader(jwt)).toEqual({
      alg: 'ES256',
      typ: 'JWT',
      kid: `did:web:badges.example.org:issuers:stichting-stimulering-techniek#${es256.id}`,
    });
    const { payload } = await jwtVerify(jwt, jwks, { currentDate });
    expect(payload).toEqual({
      ...awardCredential(sampleInput),
      iss: 'did:web:badges.example.org:issuers:stichting-stimulering-techniek',
      jti: `${publicUrl}/awards/${sampleInput.award.id}`,
      sub: `urn:uuid:${sampleInput.award.personId}`,
      nbf: Date.UTC(2026, 2, 4, 10, 11, 12) / 1000,
      exp: Date.UTC(2028, 2, 4, 10, 11, 12) / 1000,
    });
    expect(payload).not.toHaveProperty('vc');
  });

  it('fails once a letter of it is changed', async () => {
    const [header, payload, signature] = (await signer.signAwardJwt(sampleInput, es256)).split('.');
    const other = Buffer.from(String(payload), 'base64url').toString('utf8').replace('Adviseur', 'Directeur');
    const forged = [header, Buffer.from(other).toString('base64url'), signature].join('.');
    await expect(jwtVerify(forged, jwks, { currentDate })).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });

  it('can be signed by RS256 too', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwt = await signVcJwt(awardCredential(sampleInput), {
      privateKey,
      alg: 'RS256',
      kid: 'did:web:example.org#1',
    });
    expect((await jwtVerify(jwt, publicKey, { currentDate })).protectedHeader.alg).toBe('RS256');
    expect(await exportJWK(publicKey)).toHaveProperty('n');
  });

  it('has no exp where the award does not expire', async () => {
    const { validUntil: _, ...award } = sampleInput.award;
    const jwt = await signer.signAwardJwt({ ...sampleInput, award }, es256);
    expect((await jwtVerify(jwt, jwks, { currentDate })).payload).not.toHaveProperty('exp');
  });
});

describe('the published keys', () => {
  it('show no private part', () => {
    const published = JSON.stringify([
      signer.jwks([{ issuer: sampleIssuer, keys: [ed25519, es256] }], publicUrl),
      signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl),
    ]);
    expect(published).not.toContain('"d"');
    expect(published).not.toContain('sealed');
  });

  it('are two for a new issuer, made of the given randomness, the private parts sealed', async () => {
    const again = await sampleSigner();
    expect([again.ed25519, again.es256]).toEqual([ed25519, es256]);
    expect(ed25519).toMatchObject({ algorithm: 'Ed25519', publicKey: expect.stringMatching(/^z6Mk/u) });
    expect(es256.sealedPrivateKey).toMatch(/^sealed\.v1\./u);
  });

  it('cannot be used with another secret', async () => {
    const { createCredentialSigner } = await import('../../src/credentials/credential-signer.ts');
    const other = createCredentialSigner({ secret: 'another secret', random: () => new Uint8Array(12) });
    await expect(other.signAward(sampleInput, ed25519)).rejects.toMatchObject({ code: 'wrong-secret' });
  });
});
