import type { Actor } from '../domain/actor.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

/**
 * Takes a badge from elsewhere out of the actor's own passport; nothing of it is kept. Refused: `unknown-imported`, also
 * when it is somebody else's, since nobody may know what others have.
 */
export async function deleteImportedCredential(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly importedId: string },
): Promise<Outcome<object>> {
  const { actor, importedId } = command;
  return deps.store.transact(async (repositories) => {
    const imported = await repositories.importedCredentials.find(importedId);
    if (imported === undefined || imported.personId !== actor.personId)
      return refused({ code: 'unknown-imported' });
    await repositories.importedCredentials.remove(importedId);
    await repositories.audit.add(
      auditEntry(deps, actor, 'imported-credential-removed', [
        `imported:${importedId}`,
        `person:${imported.personId}`,
      ]),
    );
    return { ok: true };
  });
}
