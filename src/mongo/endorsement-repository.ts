import { subjectKey, type IssuerEndorsement } from '../domain/issuer-endorsement.ts';
import type { EndorsementRepository } from '../ports/endorsement-repository.ts';
import { documentSchema, moment, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type EndorsementDocument = Stored<IssuerEndorsement> & { readonly subjectKey: string };

export const endorsementSchema = documentSchema({
  issuerId: text,
  subject: part,
  subjectKey: text,
  comment: text,
  endorsedBy: String,
  endorsedAt: moment,
});

function toDocument(endorsement: IssuerEndorsement): EndorsementDocument {
  return { ...toStored(endorsement), subjectKey: subjectKey(endorsement.subject) };
}

function toEndorsement(document: EndorsementDocument): IssuerEndorsement {
  const { _id, subjectKey: _, ...rest } = document;
  return { ...rest, id: _id };
}

const oldestFirst = { endorsedAt: 1, _id: 1 } as const;

export function endorsementRepository(scope: Scope, models: Models): EndorsementRepository {
  const endorsements = documents<EndorsementDocument>(scope, models.endorsements);
  return {
    async find(id) {
      const found = await endorsements.one({ _id: id });
      return found && toEndorsement(found);
    },
    async ofSubject(subject) {
      const found = await endorsements.many({ subjectKey: subjectKey(subject) }, { sort: oldestFirst });
      return found.map(toEndorsement);
    },
    async ofEndorser(personId) {
      return (await endorsements.many({ endorsedBy: personId }, { sort: oldestFirst })).map(toEndorsement);
    },
    insert: (endorsement) => endorsements.add([toDocument(endorsement)]),
    async save(endorsement) {
      await endorsements.replace({ _id: endorsement.id }, toDocument(endorsement));
    },
    async remove(ids) {
      await endorsements.remove({ _id: { $in: ids } });
    },
  };
}
