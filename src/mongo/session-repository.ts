import type { Session, SessionRepository } from '../ports/session-repository.ts';
import { documentSchema, moment, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type SessionDocument = Stored<Session>;

export const sessionSchema = documentSchema({
  personId: text,
  by: { ...text, enum: ['chat', 'mail', 'course'] },
  workspace: String,
  standing: String,
  device: String,
  createdAt: moment,
  seenAt: moment,
  expiresAt: moment,
});

function toSession({ _id, ...rest }: SessionDocument): Session {
  return { ...rest, id: _id };
}

export function sessionRepository(scope: Scope, models: Models): SessionRepository {
  const sessions = documents<SessionDocument>(scope, models.sessions);
  return {
    insert: (session) => sessions.add([toStored(session)]),
    async find(id, now) {
      const found = await sessions.one({ _id: id, expiresAt: { $gt: now } });
      return found && toSession(found);
    },
    async ofPerson(personId, now) {
      const found = await sessions.many(
        { personId, expiresAt: { $gt: now } },
        { sort: { seenAt: -1, _id: 1 } },
      );
      return found.map(toSession);
    },
    async touch(id, seenAt, expiresAt) {
      await sessions.change({ _id: id }, { $set: { seenAt, expiresAt } });
    },
    async remove(id) {
      await sessions.remove({ _id: id });
    },
    async removeOfPerson(personId) {
      await sessions.remove({ personId });
    },
  };
}
