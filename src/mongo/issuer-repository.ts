import type { Issuer } from '../domain/issuer.ts';
import type { IssuerRepository } from '../ports/issuer-repository.ts';
import { documentSchema, moment, optionalPart, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type IssuerDocument = Stored<Issuer>;

export const issuerSchema = documentSchema({
  slug: text,
  name: part,
  description: part,
  url: String,
  email: String,
  image: optionalPart,
  createdAt: moment,
  updatedAt: moment,
});

function toIssuer({ _id, ...rest }: IssuerDocument): Issuer {
  return { ...rest, id: _id };
}

export function issuerRepository(scope: Scope, models: Models): IssuerRepository {
  const issuers = documents<IssuerDocument>(scope, models.issuers);
  return {
    async find(id) {
      const found = await issuers.one({ _id: id });
      return found && toIssuer(found);
    },
    async findBySlug(slug) {
      const found = await issuers.one({ slug });
      return found && toIssuer(found);
    },
    async list() {
      return (await issuers.many({}, { sort: { slug: 1 } })).map(toIssuer);
    },
    async save(issuer) {
      await issuers.replace({ _id: issuer.id }, toStored(issuer), true);
    },
  };
}
