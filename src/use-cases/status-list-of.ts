import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner, JsonObject, StatusPurpose } from '../ports/credential-signer.ts';
import type { Store } from '../ports/store.ts';
import { issuerKeys, keyInUse } from './issuer-keys.ts';

/** How long a list that was made is given out again: changes are to be seen within a minute. */
export const statusListFreshMs = 30_000;

/** Lists that were made lately, by name and purpose. */
export type StatusListCache = Map<string, { readonly madeAt: Date; readonly credential: JsonObject }>;

/** More lists than a region fills in years; each takes a few kilobytes. */
const mostKept = 500;

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly signer: CredentialSigner;
  readonly publicUrl: string;
  readonly statusLists: StatusListCache;
};

/**
 * A status list as signed credential (Bitstring Status List v1.0). `list` is the name as in an award's
 * `statusList.list`, `ISSUER-YEAR-LETTER`. A list of an issuer in which no entry is set is given too: awards
 * may point at it. Refused: `unknown-issuer` when the name is of no list that an issuer here could have.
 */
export async function statusListOf(
  deps: Deps,
  query: { readonly list: string; readonly purpose: StatusPurpose },
): Promise<Outcome<{ readonly credential: JsonObject; readonly madeAt: Date }>> {
  const { list, purpose } = query;
  const now = deps.clock();
  const kept = deps.statusLists.get(`${list} ${purpose}`);
  if (kept !== undefined && now.getTime() - kept.madeAt.getTime() < statusListFreshMs)
    return { ok: true, ...kept };
  const [, slug, year] = /^([a-z0-9-]{1,64})-(\d{4})-[0-9a-f]$/u.exec(list) ?? [];
  const issuer = slug === undefined ? undefined : await deps.store.issuers.findBySlug(slug);
  if (issuer === undefined) return refused({ code: 'unknown-issuer', said: slug ?? list });
  // Bounded to the years in which awards were given, so that nobody has us sign ten thousand lists.
  if (Number(year) < issuer.createdAt.getUTCFullYear() || Number(year) > now.getUTCFullYear())
    return refused({ code: 'unknown-issuer', said: list });
  const [keys, setIndexes] = await Promise.all([
    issuerKeys(deps, issuer.id),
    deps.store.awards.statusIndexes(list, purpose === 'revocation' ? 'revoked' : 'suspended'),
  ]);
  const key = keyInUse(keys, 'Ed25519');
  if (key === undefined) throw new Error(`issuer ${issuer.id} has no Ed25519 key in use`);
  const { publicUrl } = deps;
  const credential = await deps.signer.statusListCredential(
    { issuer, list, purpose, setIndexes, publicUrl, now },
    key,
  );
  if (deps.statusLists.size >= mostKept) deps.statusLists.clear();
  deps.statusLists.set(`${list} ${purpose}`, { madeAt: now, credential });
  return { ok: true, credential, madeAt: now };
}
