import { randomBytes } from 'node:crypto';
import { CredentialError } from '../../credentials/credential-error.ts';
import { keyBox, openPrivateKey } from '../../credentials/issuer-keys.ts';
import type { IssuerKeyRepository } from '../../ports/issuer-key-repository.ts';
import { fault, off, ok, type Check } from './check.ts';

const name = 'keys';

/** Whether the issuers' private keys can be opened with the secret of this deployment. */
export async function checkKeys(keys: IssuerKeyRepository, secret: string | undefined): Promise<Check> {
  if (secret === undefined) return off(name, 'not opened, since SPELDJE_SECRET is not right');
  const all = await keys.all();
  if (all.length === 0) return off(name, 'none yet; the service makes them at its start');
  const box = keyBox(secret, randomBytes);
  const closed = { 'wrong-secret': 0, 'sealed-damaged': 0 };
  for (const key of all)
    try {
      openPrivateKey(key, box);
    } catch (error) {
      closed[
        error instanceof CredentialError && error.code === 'wrong-secret' ? error.code : 'sealed-damaged'
      ] += 1;
    }
  if (closed['wrong-secret'] > 0)
    return fault(
      name,
      `${closed['wrong-secret']} of ${all.length} were sealed with another secret`,
      'Set SPELDJE_SECRET to what it was when the keys were made. Without it no award of these issuers can be signed.',
    );
  if (closed['sealed-damaged'] > 0)
    return fault(
      name,
      `${closed['sealed-damaged']} of ${all.length} are damaged`,
      'Put the collection issuerKeys back from a backup.',
    );
  return ok(name, `${all.length} can be opened`);
}
