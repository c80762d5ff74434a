import { createCipheriv, createDecipheriv, hkdfSync, timingSafeEqual } from 'node:crypto';
import { CredentialError } from './credential-error.ts';
import type { RandomBytes } from './random-bytes.ts';

/** Keeps texts that only the holder of the deployment's secret can open. */
export type SealedBox = {
  /** `sealed.v1.CHECK.NONCE.CIPHERTEXT`, the parts in base64url. */
  seal(plain: string): string;
  /** Throws CredentialError `wrong-secret` (sealed with another secret or purpose) or `sealed-damaged`. */
  open(sealed: string): string;
};

const nonceLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM under a key that HKDF-SHA256 (RFC 5869) derives from the secret for one purpose, so that
 * what is sealed for one purpose can't be opened for another. CHECK tells a wrong secret from a damaged text:
 * 48 bits derived beside the key, of which nothing about the key follows.
 */
export function createSealedBox(options: {
  readonly secret: string;
  readonly purpose: string;
  readonly random: RandomBytes;
}): SealedBox {
  const derived = Buffer.from(
    hkdfSync('sha256', options.secret, '', `speldje sealed-box v1 ${options.purpose}`, 38),
  );
  const key = derived.subarray(0, 32);
  const check = derived.subarray(32);
  const prefix = `sealed.v1.${check.toString('base64url')}`;
  return {
    seal(plain) {
      const nonce = options.random(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(prefix));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${prefix}.${Buffer.from(nonce).toString('base64url')}.${sealed.toString('base64url')}`;
    },
    open(sealed) {
      const parts = sealed.split('.');
      const [name, version, foundCheck, foundNonce, foundText] = parts;
      if (name !== 'sealed' || version !== 'v1' || parts.length !== 5)
        throw new CredentialError('sealed-damaged');
      const claimed = Buffer.from(foundCheck ?? '', 'base64url');
      if (claimed.length !== check.length) throw new CredentialError('sealed-damaged');
      if (!timingSafeEqual(claimed, check)) throw new CredentialError('wrong-secret');
      const nonce = Buffer.from(foundNonce ?? '', 'base64url');
      const text = Buffer.from(foundText ?? '', 'base64url');
      if (nonce.length !== nonceLength || text.length < tagLength)
        throw new CredentialError('sealed-damaged');
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(prefix));
      decipher.setAuthTag(text.subarray(text.length - tagLength));
      try {
        const plain = decipher.update(text.subarray(0, text.length - tagLength));
        return Buffer.concat([plain, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new CredentialError('sealed-damaged', {}, { cause });
      }
    },
  };
}
