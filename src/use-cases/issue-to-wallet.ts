import type { Award, AwardId } from '../domain/award.ts';
import { mayTakeAlong } from '../domain/policy.ts';
import type { WalletConfiguration, WalletFormat, WalletOffer } from '../domain/wallet-offer.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner, JsonObject } from '../ports/credential-signer.ts';
import type { HolderProofProblem, HolderProofs } from '../ports/holder-proofs.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { credentialOfAward, jwtOfAward, type CredentialCache } from './credential-of-award.ts';
import { hashToken } from './hash-token.ts';
import { useWalletNonce } from './wallet-nonce.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: CredentialSigner;
  readonly holderProofs: HolderProofs;
  readonly publicUrl: string;
};

/** Which of the offered awards a wallet asks for (OpenID4VCI 1.0 §8.2; `format` in drafts up to 14). */
export type WantedCredential =
  | { readonly by: 'identifier'; readonly awardId: AwardId }
  | { readonly by: 'configuration'; readonly configuration: WalletConfiguration }
  | { readonly by: 'format'; readonly format: WalletFormat };

export type IssueRefusal =
  | { readonly code: 'unknown-identifier' }
  | { readonly code: 'unknown-configuration' }
  | { readonly code: 'proof-bad'; readonly problem: HolderProofProblem }
  | { readonly code: 'nonce-bad' }
  /** Another key took it first. */
  | { readonly code: 'holder-differs' }
  /** Revoked, suspended, expired or erased meanwhile. */
  | { readonly code: 'award-gone' };

export type IssuedCredential =
  | { readonly format: 'ldp_vc'; readonly credential: JsonObject }
  | { readonly format: 'jwt_vc_json'; readonly credential: string };

/** The offer that an access token belongs to, while it works. */
export async function walletOfferOfToken(
  deps: Pick<Deps, 'store' | 'clock'>,
  accessToken: string,
): Promise<WalletOffer | undefined> {
  const offer = await deps.store.walletOffers.findByToken(hashToken(accessToken));
  return offer?.redeemed !== undefined && offer.redeemed.tokenExpiresAt > deps.clock() ? offer : undefined;
}

/**
 * Gives a wallet one award of an offer as a credential that is said of the key which its proof is signed with
 * (OpenID4VCI 1.0 §8), signed by the issuer like any other. An award goes to one key; that key may ask again while
 * the token works, each time with a nonce of its own.
 */
export async function issueToWallet(
  deps: Deps,
  command: { readonly offer: WalletOffer; readonly wanted: WantedCredential; readonly proof: string },
): Promise<
  | { readonly ok: true; readonly issued: IssuedCredential }
  | { readonly ok: false; readonly refusal: IssueRefusal }
> {
  const { store, publicUrl } = deps;
  const { offer, wanted } = command;
  const not = (refusal: IssueRefusal) => ({ ok: false, refusal }) as const;
  const found = await store.awards.findMany(offer.awardIds);
  const awards = offer.awardIds.flatMap((id) => found.find((award) => award.id === id) ?? []);
  const award = wantedAward(offer, awards, wanted);
  if (award === undefined)
    return not({ code: wanted.by === 'identifier' ? 'unknown-identifier' : 'unknown-configuration' });
  const now = deps.clock();
  const proof = await deps.holderProofs.read(command.proof, { audience: publicUrl, now });
  if (!proof.ok) return not({ code: 'proof-bad', problem: proof.problem });
  if (!(await useWalletNonce(deps, proof.nonce))) return not({ code: 'nonce-bad' });
  // The person of the offer may live on under another id by now.
  const person = await store.persons.find(offer.personId);
  if (person === undefined) return not({ code: 'award-gone' });
  const actor = { personId: person.id, standing: 'member', via: 'web' } as const;
  if (mayTakeAlong(actor, award, now) !== undefined) return not({ code: 'award-gone' });
  const issued = await sign(deps, award.id, offer.format, proof.holder);
  if (issued === undefined) return not({ code: 'award-gone' });
  const holderHash = hashToken(proof.holder);
  const bound = await store.transact(async (repositories) => {
    const mine = await repositories.walletOffers.take(offer.id, { awardId: award.id, holderHash, at: now });
    if (mine)
      await repositories.audit.add(
        auditEntry(deps, actor, 'award-taken-to-wallet', [`award:${award.id}`, `person:${person.id}`], {
          issuerId: award.issuerId,
          detail: { format: offer.format },
        }),
      );
    return mine;
  });
  return bound ? { ok: true, issued } : not({ code: 'holder-differs' });
}

/** Where a wallet names a badge rather than an award, it gets those that it has not got yet one by one. */
function wantedAward(
  offer: WalletOffer,
  awards: readonly Award[],
  wanted: WantedCredential,
): Award | undefined {
  if (wanted.by === 'identifier') return awards.find(({ id }) => id === wanted.awardId);
  const { format } = wanted.by === 'format' ? wanted : wanted.configuration;
  if (format !== offer.format) return undefined;
  const fitting =
    wanted.by === 'format' ? awards : awards.filter(({ badge }) => badge.slug === wanted.configuration.slug);
  const taken = new Set(offer.taken.map(({ awardId }) => awardId));
  return fitting.find(({ id }) => !taken.has(id)) ?? fitting.at(-1);
}

/** Kept nowhere: a copy that is bound to one key is not asked for again. */
const noCache: CredentialCache = { get: () => undefined, set: () => undefined };

async function sign(
  deps: Deps,
  awardId: AwardId,
  format: WalletFormat,
  holder: string,
): Promise<IssuedCredential | undefined> {
  const query = { awardId, audience: 'holder', holder } as const;
  if (format === 'ldp_vc') {
    const made = await credentialOfAward({ ...deps, credentials: noCache }, query);
    return made.ok ? { format, credential: made.credential } : undefined;
  }
  const made = await jwtOfAward(deps, query);
  return made.ok ? { format, credential: made.jwt } : undefined;
}
