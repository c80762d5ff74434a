import * as z from 'zod';
import { parseWalletConfigurationId, walletFormats } from '../../domain/wallet-offer.ts';
import type { WantedCredential } from '../../use-cases/issue-to-wallet.ts';
import type { OauthError } from '../oauth/oauth-answer.ts';

const jwt = z.string().min(1);

/** What wallets send: `proofs` since draft 15 and in 1.0 §8.2, `proof` until then; `format` until draft 14. */
const requestShape = z.object({
  credential_identifier: z.string().optional(),
  credential_configuration_id: z.string().optional(),
  format: z.string().optional(),
  proofs: z.record(z.string(), z.array(z.unknown()).min(1)).optional(),
  proof: z.looseObject({ proof_type: z.string() }).optional(),
  credential_response_encryption: z.unknown().optional(),
});

export type CredentialRequest = {
  readonly wanted: WantedCredential;
  readonly proof: string;
  /** `proof`: the wallet speaks an earlier draft, and is answered in it too. */
  readonly proofMember: 'proof' | 'proofs';
};

export type RequestFault = {
  readonly error: OauthError;
  readonly description: string;
  /** A wallet of an earlier draft learns the nonce from this very error. */
  readonly withNonce?: true;
};

export type ParsedCredentialRequest =
  | { readonly ok: true; readonly request: CredentialRequest }
  | { readonly ok: false; readonly fault: RequestFault };

function fault(error: OauthError, description: string, withNonce?: true): ParsedCredentialRequest {
  return { ok: false, fault: { error, description, ...(withNonce === undefined ? {} : { withNonce }) } };
}

/** Reads a credential request of OpenID4VCI 1.0 (§8.2) or of drafts 13 to 15. */
export function parseCredentialRequest(body: unknown): ParsedCredentialRequest {
  const parsed = requestShape.safeParse(body);
  if (!parsed.success) {
    const [at] = parsed.error.issues;
    return fault('invalid_credential_request', `unreadable at ${at?.path.join('.') || 'the top'}`);
  }
  const { proof, proofs } = parsed.data;
  if (parsed.data.credential_response_encryption !== undefined)
    return fault('invalid_encryption_parameters', 'encrypted answers are not offered');
  const wanted = wantedOf(parsed.data);
  if (typeof wanted === 'string') return fault('invalid_credential_request', wanted);
  if ('unknown' in wanted)
    return fault('unknown_credential_configuration', 'no such credential configuration');
  if (proof !== undefined && proofs !== undefined)
    return fault('invalid_credential_request', 'proof and proofs are not sent together');
  const proofMember = proof === undefined ? 'proofs' : 'proof';
  const given =
    proof === undefined ? proofs?.['jwt'] : proof.proof_type === 'jwt' ? [proof['jwt']] : undefined;
  if (given === undefined) return fault('invalid_proof', 'a proof of type jwt is needed', true);
  if (given.length > 1 || Object.keys(proofs ?? {}).length > 1)
    return fault('invalid_proof', 'one proof at a time: several are not offered in the metadata');
  const text = jwt.safeParse(given[0]);
  if (!text.success) return fault('invalid_proof', 'the proof is no text');
  return { ok: true, request: { wanted, proof: text.data, proofMember } };
}

function wantedOf(
  body: z.infer<typeof requestShape>,
): WantedCredential | { readonly unknown: true } | string {
  const { credential_identifier: identifier, credential_configuration_id: id, format } = body;
  if (identifier !== undefined && id !== undefined)
    return 'credential_identifier and credential_configuration_id are not sent together';
  if (identifier !== undefined) return { by: 'identifier', awardId: identifier };
  if (id !== undefined) {
    const configuration = parseWalletConfigurationId(id);
    return configuration === undefined ? { unknown: true } : { by: 'configuration', configuration };
  }
  if (format === undefined) return 'credential_identifier or credential_configuration_id is needed';
  const known = walletFormats.find((one) => one === format);
  return known === undefined ? { unknown: true } : { by: 'format', format: known };
}
