import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildFileReference } from '../builders/build-file-reference.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildIssuerKey } from '../builders/build-issuer-key.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

export function issuerContract(store: () => Store): void {
  describe('community', () => {
    it('is not there until it is saved, and then is the one saved last', async () => {
      expect(await store().community.find()).toBeUndefined();
      const community = {
        name: { nl: 'De Streek', en: 'The Region' },
        description: { nl: 'Wij leren.' },
        url: 'https://streek.example',
      };
      await store().community.save(community);
      expect(await store().community.find()).toStrictEqual(community);
      await store().community.save({ name: { nl: 'De Nieuwe Streek' } });
      expect(await store().community.find()).toStrictEqual({ name: { nl: 'De Nieuwe Streek' } });
    });
  });

  describe('issuers', () => {
    it('inserts and replaces, and finds by id and slug', async () => {
      const issuer = buildIssuer({
        url: 'https://issuer.example',
        email: 'badges@issuer.example',
        image: {
          svg: buildFileReference({ type: 'image/svg+xml' }),
          png: buildFileReference(),
          alt: { nl: 'Beeld' },
        },
      });
      await store().issuers.save(issuer);
      expect(await store().issuers.find(issuer.id)).toStrictEqual(issuer);
      const { url: _, ...changed } = { ...issuer, description: {} };
      await store().issuers.save(changed);
      expect(await store().issuers.findBySlug(issuer.slug)).toStrictEqual(changed);
      expect(await store().issuers.find(deterministicId())).toBeUndefined();
      expect(await store().issuers.findBySlug('nobody')).toBeUndefined();
    });

    it('lists by slug', async () => {
      for (const slug of ['c', 'a', 'b']) await store().issuers.save(buildIssuer({ slug }));
      expect((await store().issuers.list()).map(({ slug }) => slug)).toEqual(['a', 'b', 'c']);
    });

    it('refuses a slug that another issuer has', async () => {
      await store().issuers.save(buildIssuer({ slug: 'a' }));
      expect(await keyMet(store().issuers.save(buildIssuer({ slug: 'a' })))).toBe('issuer-slug');
    });
  });

  describe('issuer keys', () => {
    it('lists an issuer’s keys and everybody’s, oldest first, retired ones too', async () => {
      const [a, b] = [deterministicId(), deterministicId()];
      const newer = buildIssuerKey({ issuerId: a, id: 'k2', createdAt: later(testMoment, 1) });
      const older = buildIssuerKey({ issuerId: a, id: 'k1', retiredAt: testMoment });
      const other = buildIssuerKey({ issuerId: b, id: 'k1', algorithm: 'RS256' });
      await store().issuerKeys.insert([newer, older, other]);
      expect(await store().issuerKeys.list(a)).toStrictEqual([older, newer]);
      expect(await store().issuerKeys.all()).toStrictEqual([older, newer, other]);
    });

    it('retires a key, and then takes another of that algorithm', async () => {
      const key = buildIssuerKey({ id: 'k1' });
      const next = buildIssuerKey({ id: 'k2', issuerId: key.issuerId, createdAt: later(testMoment, 5) });
      await store().issuerKeys.insert([key]);
      expect(await keyMet(store().issuerKeys.insert([next]))).toBe('issuer-key');
      await store().issuerKeys.retire(key.issuerId, 'k1', later(testMoment, 5));
      await store().issuerKeys.retire(key.issuerId, 'k1', later(testMoment, 9));
      await store().issuerKeys.insert([next]);
      expect(await store().issuerKeys.list(key.issuerId)).toStrictEqual([
        { ...key, retiredAt: later(testMoment, 5) },
        next,
      ]);
    });

    it('takes new keys for old ones in one transaction, of another algorithm too', async () => {
      const issuerId = deterministicId();
      const old = [
        buildIssuerKey({ issuerId, id: 'ed-1' }),
        buildIssuerKey({ issuerId, id: 'es-1', algorithm: 'ES256' }),
      ];
      await store().issuerKeys.insert(old);
      const at = later(testMoment, 5);
      const rotate = (number: number) =>
        store().transact(async ({ issuerKeys }) => {
          for (const key of await issuerKeys.list(issuerId))
            if (key.retiredAt === undefined) await issuerKeys.retire(issuerId, key.id, at);
          await issuerKeys.insert([
            buildIssuerKey({ issuerId, id: `ed-${number}`, createdAt: at }),
            buildIssuerKey({ issuerId, id: `rs-${number}`, algorithm: 'RS256', createdAt: at }),
          ]);
        });
      await Promise.all([rotate(2), rotate(3)]);
      const keys = await store().issuerKeys.list(issuerId);
      const inUse = keys.filter(({ retiredAt }) => retiredAt === undefined);
      expect(keys).toHaveLength(6);
      expect(inUse.map(({ algorithm }) => algorithm).toSorted()).toEqual(['Ed25519', 'RS256']);
      expect(new Set(inUse.map(({ id }) => id.split('-')[1])).size).toBe(1);
    });

    it('makes one set of keys when several instances start at once', async () => {
      const issuerId = deterministicId();
      const results = await Promise.all(
        several(6, (at) =>
          keyMet(
            store().issuerKeys.insert([
              buildIssuerKey({ issuerId, id: `ed-${at}` }),
              buildIssuerKey({ issuerId, id: `es-${at}`, algorithm: 'ES256' }),
            ]),
          ),
        ),
      );
      expect(results.filter((met) => met === undefined)).toHaveLength(1);
      const keys = await store().issuerKeys.list(issuerId);
      expect(new Set(keys.map(({ id }) => id.split('-')[1])).size).toBe(1);
      expect(keys.map(({ algorithm }) => algorithm).toSorted()).toEqual(['ES256', 'Ed25519']);
    });
  });
}
