import type { ConversationReference } from '../domain/conversation-reference.ts';
import type { ConversationReferenceRepository } from '../ports/conversation-reference-repository.ts';
import { documentSchema, moment, optionalPart, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type ConversationReferenceDocument = Omit<ConversationReference, 'key'> & { readonly _id: string };

export const conversationReferenceSchema = documentSchema({
  workspace: text,
  conversation: String,
  serviceUrl: text,
  identity: String,
  userId: String,
  group: String,
  groupName: String,
  name: String,
  seenAt: moment,
  gone: optionalPart,
});

function toReference({ _id, ...rest }: ConversationReferenceDocument): ConversationReference {
  return { ...rest, key: _id };
}

export function conversationReferenceRepository(
  scope: Scope,
  models: Models,
): ConversationReferenceRepository {
  const references = documents<ConversationReferenceDocument>(scope, models.conversationReferences);
  return {
    async find(key) {
      const found = await references.one({ _id: key });
      return found && toReference(found);
    },
    async ofGroup(workspace, group) {
      const found = await references.many(
        { workspace, group: group ?? { $exists: true } },
        { sort: { _id: 1 }, limit: 500 },
      );
      return found.map(toReference);
    },
    async latest(workspace) {
      const [found] = await references.many({ workspace }, { sort: { seenAt: -1, _id: 1 }, limit: 1 });
      return found && toReference(found);
    },
    async save({ key, ...rest }) {
      await references.replace({ _id: key }, { ...rest, _id: key }, true);
    },
    async removeOf(identities) {
      await references.remove({ identity: { $in: identities } });
    },
  };
}
