import type { ImportedCredential } from '../../src/domain/imported-credential.ts';
import type { ImportedCredentialRepository } from '../../src/ports/imported-credential-repository.ts';
import { byMoment } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const newest = byMoment<ImportedCredential>(
  -1,
  ({ importedAt }) => importedAt,
  ({ id }) => id,
);

export function memoryImports({ read, write }: Access): ImportedCredentialRepository {
  return {
    find: async (id) => read().importedCredentials.get(id)?.imported,
    findByContent: async (personId, contentKey) =>
      read().importedCredentials.where(
        ({ imported }) => imported.personId === personId && imported.contentKey === contentKey,
      )[0]?.imported,
    ofPerson: async (personId) =>
      read()
        .importedCredentials.where(({ imported }) => imported.personId === personId)
        .map(({ imported }) => imported)
        .toSorted(newest),
    content: async (id) => read().importedCredentials.get(id)?.content,
    insert: (imported, content) =>
      write(({ importedCredentials }) => importedCredentials.insert([{ imported, content }])),
    save: (imported, content) =>
      write(({ importedCredentials }) => {
        const known = importedCredentials.get(imported.id);
        if (known !== undefined) importedCredentials.put({ imported, content: content ?? known.content });
      }),
    remove: (id) => write(({ importedCredentials }) => importedCredentials.remove(id)),
  };
}
