import { compactVerify } from 'jose';
import * as z from 'zod';
import type { JsonObject } from '../ports/credential-signer.ts';
import {
  holderProofAlgorithms,
  type HolderProof,
  type HolderProofProblem,
  type HolderProofs,
} from '../ports/holder-proofs.ts';
import { holderOfJwk, holderOfKid, type HolderKey } from './holder-key.ts';
import { isJsonObject, textOf } from './json-values.ts';
import type { KeyKind } from './public-keys.ts';
import { openJwt } from './verify-jwt.ts';

const proofType = 'openid4vci-proof+jwt';
/** How old a proof may be, and how far ahead a wallet's clock; seconds. */
const oldest = 300;
const skew = 60;
/** A proof says little; what is longer is something else. */
const longestProof = 16_384;

const kinds: Readonly<Record<(typeof holderProofAlgorithms)[number], KeyKind>> = {
  ES256: 'P-256',
  EdDSA: 'Ed25519',
  ES384: 'P-384',
};
const algorithmShape = z.enum(holderProofAlgorithms);

function not(problem: HolderProofProblem): HolderProof {
  return { ok: false, problem };
}

/** Who signed by their own word: `kid` or `jwk`, one of them (Appendix F.1: they must not both be there). */
function holderIn(header: JsonObject): HolderKey | 'no-key' | 'two-keys' | 'key-not-supported' {
  const { kid, jwk, x5c } = header;
  const given = [kid, jwk, x5c].filter((one) => one !== undefined);
  if (given.length === 0) return 'no-key';
  if (given.length > 1) return 'two-keys';
  const holder =
    typeof kid === 'string' ? holderOfKid(kid) : isJsonObject(jwk) ? holderOfJwk(jwk) : undefined;
  return holder ?? 'key-not-supported';
}

function timeProblem(payload: JsonObject, now: Date): HolderProofProblem | undefined {
  const seconds = now.getTime() / 1000;
  const { iat, exp, nbf } = payload;
  if (typeof iat !== 'number' || !Number.isFinite(iat)) return 'issued-at-missing';
  if (iat > seconds + skew) return 'issued-in-the-future';
  if (iat < seconds - oldest - skew) return 'issued-long-ago';
  if (exp !== undefined && !(typeof exp === 'number' && exp > seconds - skew)) return 'expired';
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds + skew)) return 'not-yet-valid';
  return undefined;
}

function isFor(audience: string, claim: JsonObject[string] | undefined): boolean {
  const [only] = Array.isArray(claim) && claim.length === 1 ? claim : [claim];
  return only === audience;
}

/**
 * Reads proofs of type `jwt` strictly: one key, of an algorithm that the key is of, a signature that holds, made
 * for this issuer just now. What a wallet writes beside that (`iss`, unknown members) does not matter.
 */
export function createHolderProofs(): HolderProofs {
  return {
    async read(jwt, { audience, now }) {
      const opened = jwt.length > longestProof ? undefined : openJwt(jwt);
      if (opened === undefined) return not('malformed');
      const { header, payload } = opened;
      if (header['typ'] !== proofType) return not('wrong-type');
      const alg = algorithmShape.safeParse(header['alg']);
      if (!alg.success || header['crit'] !== undefined || header['b64'] !== undefined)
        return not('algorithm-refused');
      const holder = holderIn(header);
      if (typeof holder === 'string') return not(holder);
      if (holder.key.kind !== kinds[alg.data]) return not('algorithm-refused');
      try {
        await compactVerify(jwt, holder.key.key, { algorithms: [alg.data] });
      } catch {
        return not('signature-bad');
      }
      if (!isFor(audience, payload['aud'])) return not('wrong-audience');
      const late = timeProblem(payload, now);
      if (late !== undefined) return not(late);
      const nonce = textOf(payload['nonce']);
      return nonce === undefined || nonce === ''
        ? not('nonce-missing')
        : { ok: true, holder: holder.did, nonce };
    },
  };
}
