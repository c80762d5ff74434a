import { erasedPerson, type AuditEntry } from '../domain/audit-entry.ts';
import type { PersonId } from '../domain/person.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { documentSchema, moment, optionalPart, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import { beyond, pageOf } from './page-key.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type AuditDocument = Stored<AuditEntry>;

export const auditSchema = documentSchema({
  at: moment,
  action: text,
  by: text,
  via: text,
  workspace: String,
  issuerId: String,
  about: [String],
  detail: optionalPart,
});

function toEntry({ _id, ...rest }: AuditDocument): AuditEntry {
  return { ...rest, id: _id };
}

/** Which entries name these people, and how they are changed so that none does. */
export function withoutPersons(ids: readonly PersonId[]) {
  const names = ids.map((id) => `person:${id}`);
  const without = (name: string) => ({ $cond: [{ $in: [name, names] }, erasedPerson, name] });
  return {
    filter: { $or: [{ by: { $in: names } }, { about: { $in: names } }] },
    update: [
      {
        $set: {
          by: without('$by'),
          about: { $map: { input: '$about', as: 'each', in: without('$$each') } },
        },
      },
    ],
  };
}

export function auditLog(scope: Scope, models: Models): AuditLog {
  const entries = documents<AuditDocument>(scope, models.audit);
  return {
    add: (entry) => entries.add([toStored(entry)]),
    async forget(ids) {
      const { filter, update } = withoutPersons(ids);
      await entries.changeAll(filter, update);
    },
    async page({ issuerId, about }, { limit, after }) {
      const found = await entries.many(
        {
          ...(issuerId === undefined ? {} : { issuerId }),
          ...(about === undefined ? {} : { about }),
          ...beyond('at', -1, after),
        },
        { sort: { at: -1, _id: -1 }, limit: limit + 1 },
      );
      return pageOf(found, limit, toEntry, ({ _id, at }) => ({ at, id: _id }));
    },
  };
}
