import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStatusList, encodeStatusList, statusIsSet } from '../../src/credentials/status-list.ts';
import { statusListLength, statusListUrl, type StatusListInput } from '../../src/ports/credential-signer.ts';
import { verifyWithLibrary } from './library-verifier.ts';
import { publicUrl, sampleAward, sampleInput, sampleIssuer, sampleSigner } from './sample-award.ts';

const { signer, ed25519, es256 } = await sampleSigner();
const document = signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl);
const list = (purpose: StatusListInput['purpose'], setIndexes: readonly number[]) =>
  signer.statusListCredential(
    {
      issuer: sampleIssuer,
      list: 'lente',
      purpose,
      setIndexes,
      publicUrl,
      now: new Date('2026-05-01T00:00:00Z'),
    },
    ed25519,
  );
const lists = async (revoked: readonly number[], suspended: readonly number[]) => ({
  [statusListUrl(publicUrl, 'lente', 'revocation')]: await list('revocation', revoked),
  [statusListUrl(publicUrl, 'lente', 'suspension')]: await list('suspension', suspended),
});

describe('a status list', () => {
  it('is a signed credential with 131,072 entries', async () => {
    const credential = await list('revocation', [1]);
    expect(credential).toMatchObject({
      id: `${publicUrl}/status/lente`,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: 'did:web:badges.example.org:issuers:stichting-stimulering-techniek',
      credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', ttl: 60_000 },
    });
    expect(await verifyWithLibrary(credential, document)).toMatchObject({ verified: true });
    expect(decodeStatusList(encodeStatusList([]))?.length).toBe(statusListLength / 8);
  });

  it('says of every entry whether it is set', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: statusListLength - 1 }), { maxLength: 50 }),
        fc.array(fc.nat({ max: statusListLength - 1 }), { maxLength: 50 }),
        (set, asked) => {
          const bits = decodeStatusList(encodeStatusList(set)) ?? new Uint8Array();
          expect([...set, ...asked].map((index) => statusIsSet(bits, index))).toEqual(
            [...set, ...asked].map((index) => set.includes(index)),
          );
        },
      ),
      { numRuns: 50, seed: 1 },
    );
  });

  it('has its first entry in the highest bit of the first byte', () => {
    expect(decodeStatusList(encodeStatusList([0, 9]))?.subarray(0, 2)).toEqual(Buffer.from([0x80, 0x40]));
  });

  it.each([-1, statusListLength, 0.5, Number.NaN])('refuses entry %d as index-out-of-range', (index) => {
    expect(() => encodeStatusList([index])).toThrow(expect.objectContaining({ code: 'index-out-of-range' }));
  });

  it('is not unpacked when it is damaged, or grows past 2 MB', () => {
    expect(decodeStatusList('u!!!')).toBeUndefined();
    expect(decodeStatusList('uAAAA')).toBeUndefined();
    const bomb = `u${gzipSync(Buffer.alloc(3 * 1024 * 1024)).toString('base64url')}`;
    expect(decodeStatusList(bomb)).toBeUndefined();
  });

  it('has no answer past its end', () => {
    expect(statusIsSet(new Uint8Array(2), 16)).toBeUndefined();
    expect(statusIsSet(new Uint8Array(2), 8, 2)).toBeUndefined();
    expect(statusIsSet(new Uint8Array([0, 1]), 7, 2)).toBe(true);
  });
});

describe('@digitalbazaar/vc', () => {
  const { index } = sampleAward.statusList;

  it.each([
    ['neither, of an award in neither list', [index + 1], [index - 1], [false, false]],
    ['that it is revoked', [index], [], [true, false]],
    ['that it is suspended', [], [index], [false, true]],
  ])('reads %s', async (_, revoked, suspended, expected) => {
    const signed = await signer.signAward(sampleInput, ed25519);
    const result = await verifyWithLibrary(signed, document, await lists(revoked, suspended));
    expect(result).toMatchObject({
      verified: true,
      statusResult: { verified: true, results: expected.map((status) => ({ status })) },
    });
  });
});
