import { mongo } from 'mongoose';
import type { ImportedContent, ImportedCredential } from '../domain/imported-credential.ts';
import type { ImportedCredentialRepository } from '../ports/imported-credential-repository.ts';
import { documentSchema, moment, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type ImportedDocument = Stored<ImportedCredential>;

type ContentDocument = Omit<ImportedContent, 'picture'> & {
  readonly _id: string;
  readonly picture?: mongo.Binary;
};

export const importedCredentialSchema = documentSchema({
  personId: text,
  contentKey: text,
  version: { ...text, enum: ['2.0', '3.0'] },
  form: { ...text, enum: ['json', 'jwt'] },
  summary: part,
  skills: part,
  verdict: { ...text, enum: ['valid', 'unverifiable'] },
  checks: part,
  checkedAt: moment,
  sourceUrl: String,
  hasPicture: { type: Boolean, required: true },
  visibility: { ...text, enum: ['shown', 'hidden'] },
  importedAt: moment,
});

/** The document is kept as text: its names begin with signs that the database gives a meaning. */
export const importedContentSchema = documentSchema({ document: text, jwt: String, picture: Buffer });

function toImported({ _id, ...rest }: ImportedDocument): ImportedCredential {
  return { ...rest, id: _id };
}

function toContentDocument(id: string, { picture, ...rest }: ImportedContent): ContentDocument {
  return { _id: id, ...rest, ...(picture === undefined ? {} : { picture: new mongo.Binary(picture) }) };
}

export function importedCredentialRepository(scope: Scope, models: Models): ImportedCredentialRepository {
  const imported = documents<ImportedDocument>(scope, models.importedCredentials);
  const contents = documents<ContentDocument>(scope, models.importedContents);
  return {
    async find(id) {
      const found = await imported.one({ _id: id });
      return found && toImported(found);
    },
    async findByContent(personId, contentKey) {
      const found = await imported.one({ personId, contentKey });
      return found && toImported(found);
    },
    async ofPerson(personId) {
      const found = await imported.many({ personId }, { sort: { importedAt: -1, _id: -1 } });
      return found.map(toImported);
    },
    async content(id) {
      const found = await contents.one({ _id: id });
      if (found === undefined) return undefined;
      const { _id: _, picture, ...rest } = found;
      return { ...rest, ...(picture === undefined ? {} : { picture: new Uint8Array(picture.buffer) }) };
    },
    async insert(credential, content) {
      await scope.atomically(async (inner) => {
        await documents<ImportedDocument>(inner, models.importedCredentials).add([toStored(credential)]);
        await documents<ContentDocument>(inner, models.importedContents).add([
          toContentDocument(credential.id, content),
        ]);
      });
    },
    async save(credential, content) {
      await scope.atomically(async (inner) => {
        const { id } = credential;
        const there = await documents<ImportedDocument>(inner, models.importedCredentials).replace(
          { _id: id },
          toStored(credential),
        );
        if (there && content !== undefined)
          await documents<ContentDocument>(inner, models.importedContents).replace(
            { _id: id },
            toContentDocument(id, content),
            true,
          );
      });
    },
    remove: (id) =>
      scope.atomically(async (inner) => {
        await documents<ContentDocument>(inner, models.importedContents).remove({ _id: id });
        return (await documents<ImportedDocument>(inner, models.importedCredentials).remove({ _id: id })) > 0;
      }),
  };
}
