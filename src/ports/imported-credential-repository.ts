import type { ImportedContent, ImportedCredential } from '../domain/imported-credential.ts';
import type { PersonId } from '../domain/person.ts';

export interface ImportedCredentialRepository {
  find(id: string): Promise<ImportedCredential | undefined>;
  findByContent(personId: PersonId, contentKey: string): Promise<ImportedCredential | undefined>;
  /** Newest import first. */
  ofPerson(personId: PersonId): Promise<readonly ImportedCredential[]>;
  content(id: string): Promise<ImportedContent | undefined>;
  /** Throws DuplicateKey `imported-credential` when the person has it already. */
  insert(imported: ImportedCredential, content: ImportedContent): Promise<void>;
  /**
   * Replaces what is stored under its id; its content only where that is given. Throws DuplicateKey
   * `imported-credential`.
   */
  save(imported: ImportedCredential, content?: ImportedContent): Promise<void>;
  /** Whether it was there; its content goes with it. */
  remove(id: string): Promise<boolean>;
}
