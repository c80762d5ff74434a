import type { KeyObject } from 'node:crypto';
import type { IssuerKey } from '../domain/issuer-key.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { CredentialSigner, JsonObject } from '../ports/credential-signer.ts';
import { assertPublicUrl, dateTime, keyUrl } from './addresses.ts';
import { awardCredential } from './award-credential.ts';
import { canonicalFormApart } from './canonical-form-apart.ts';
import { CredentialError } from './credential-error.ts';
import { proofOptions, signDataIntegrity } from './data-integrity.ts';
import { didDocument, jwkSet } from './did-document.ts';
import { endorsementCredential } from './endorsement-credential.ts';
import { createIssuerKeys, keyBox, openPrivateKey } from './issuer-keys.ts';
import { createFastCanonicalForm, type FastCanonicalForm } from './fast-canonical-form.ts';
import { issuerProfile } from './issuer-profile.ts';
import { createKeptParts } from './kept-parts.ts';
import { passportCredential } from './passport-credential.ts';
import type { RandomBytes } from './random-bytes.ts';
import { statusListDocument } from './status-list.ts';
import { signVcJwt } from './vc-jwt.ts';

/** More issuers than one deployment signs for at a time; opening a key again takes a tenth of a millisecond. */
const keptKeys = 500;
/** A record of more badges than these keeps the processor for longer than others should wait. */
const mostSignedHere = 3;

/**
 * The signer of this deployment. `secret` is SPELDJE_SECRET, with which private keys are sealed; `random` gives
 * the seeds of keys and the nonces of seals.
 */
export function createCredentialSigner(options: {
  readonly secret: string;
  readonly random: RandomBytes;
}): CredentialSigner {
  const box = keyBox(options.secret, options.random);
  const opened = new Map<string, KeyObject>();
  const parts = createKeptParts();
  let fast: Promise<FastCanonicalForm> | undefined;

  const privateKey = (issuer: Issuer, key: IssuerKey, algorithm: IssuerKey['algorithm']): KeyObject => {
    if (key.issuerId !== issuer.id || key.algorithm !== algorithm)
      throw new CredentialError('key-mismatch', { key: key.id });
    if (key.retiredAt !== undefined) throw new CredentialError('key-retired', { key: key.id });
    const known = opened.get(key.sealedPrivateKey);
    if (known !== undefined) return known;
    const fresh = openPrivateKey(key, box);
    if (opened.size >= keptKeys) opened.clear();
    opened.set(key.sealedPrivateKey, fresh);
    return fresh;
  };

  const sign = async (
    document: JsonObject,
    issuer: Issuer,
    key: IssuerKey,
    publicUrl: string,
    madeAt: Date,
    form?: string,
  ): Promise<JsonObject> => {
    const secretKey = privateKey(issuer, key, 'Ed25519');
    // A proof is never older than its key, also where an old award is signed with a new one.
    const created = madeAt > key.createdAt ? madeAt : key.createdAt;
    const proof = proofOptions(dateTime(created), keyUrl(publicUrl, issuer.slug, key));
    const { of, ofProof } = await (fast ??= createFastCanonicalForm());
    return signDataIntegrity(document, proof, secretKey, {
      document: form ?? of(document, parts.kept),
      proof: ofProof(proof),
    });
  };

  return {
    createKeys: (issuerId, now, jwtAlgorithm = 'ES256') =>
      createIssuerKeys(issuerId, now, { box, random: options.random, jwtAlgorithm }),
    async signAward(input, key) {
      return sign(
        awardCredential(input, parts.of(input)),
        input.issuer,
        key,
        input.publicUrl,
        input.award.awardedAt,
      );
    },
    async signAwardJwt(input, key) {
      const alg = key.algorithm === 'RS256' ? 'RS256' : 'ES256';
      return signVcJwt(awardCredential(input, parts.of(input)), {
        privateKey: privateKey(input.issuer, key, alg),
        alg,
        kid: keyUrl(input.publicUrl, input.issuer.slug, key),
      });
    },
    async signEndorsement(input, key) {
      return sign(endorsementCredential(input), input.issuer, key, input.publicUrl, input.endorsedAt);
    },
    async statusListCredential(input, key) {
      return sign(statusListDocument(input), input.issuer, key, input.publicUrl, input.now);
    },
    async signPassport(input, key) {
      const document = passportCredential(input);
      const form = input.credentials.length > mostSignedHere ? await canonicalFormApart(document) : undefined;
      return sign(document, input.issuer, key, input.publicUrl, input.now, form);
    },
    async signPassportJwt(input, key) {
      const alg = key.algorithm === 'RS256' ? 'RS256' : 'ES256';
      return signVcJwt(passportCredential(input), {
        privateKey: privateKey(input.issuer, key, alg),
        alg,
        kid: keyUrl(input.publicUrl, input.issuer.slug, key),
      });
    },
    issuerDocument(issuer, keys, publicUrl) {
      assertPublicUrl(publicUrl);
      return didDocument(issuer, keys, publicUrl);
    },
    issuerProfile(issuer, publicUrl) {
      assertPublicUrl(publicUrl);
      return {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        ],
        ...issuerProfile(issuer, publicUrl, 'nl'),
      };
    },
    jwks(issuers, publicUrl) {
      assertPublicUrl(publicUrl);
      return jwkSet(issuers, publicUrl);
    },
  };
}
