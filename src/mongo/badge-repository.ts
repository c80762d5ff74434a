import type { Badge } from '../domain/badge.ts';
import type { BadgeRepository } from '../ports/badge-repository.ts';
import { documentSchema, moment, optionalPart, part, text, whole } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type BadgeDocument = Stored<Badge>;
type BadgeVersionDocument = Omit<Badge, 'id'> & { readonly _id: string; readonly badgeId: string };

const fields = {
  slug: text,
  issuerId: text,
  version: whole,
  status: { ...text, enum: ['active', 'retired'] },
  title: part,
  description: part,
  criteria: part,
  assessment: optionalPart,
  image: part,
  skills: part,
  tags: part,
  aliases: part,
  repeatable: { type: Boolean, required: true },
  whoMayNominate: { ...text, enum: ['everyone', 'members', 'nobody'] },
  award: { ...text, enum: ['direct', 'review', 'automatic'] },
  evidence: { ...text, enum: ['required', 'optional'] },
  confirmEvidence: { type: Boolean, required: true },
  validFor: String,
  parts: part,
  level: String,
  studyLoadHours: Number,
  language: String,
  createdAt: moment,
  updatedAt: moment,
};

/** Each badge as it is now. */
export const badgeSchema = documentSchema(fields);
/** Each badge as it was in each of its versions. */
export const badgeVersionSchema = documentSchema({ ...fields, badgeId: text });

function toBadge({ _id, ...rest }: BadgeDocument): Badge {
  return { ...rest, id: _id };
}

function toVersion({ id, ...rest }: Badge): BadgeVersionDocument {
  return { ...rest, _id: `${id}@${rest.version}`, badgeId: id };
}

export function badgeRepository(scope: Scope, models: Models): BadgeRepository {
  const badges = documents<BadgeDocument>(scope, models.badges);
  const versions = documents<BadgeVersionDocument>(scope, models.badgeVersions);
  return {
    async find(id) {
      const found = await badges.one({ _id: id });
      return found && toBadge(found);
    },
    async findBySlug(slug) {
      const found = await badges.one({ slug });
      return found && toBadge(found);
    },
    async findVersion(slug, version) {
      const found = await versions.one({ slug, version });
      if (found === undefined) return undefined;
      const { _id, badgeId, ...rest } = found;
      return { ...rest, id: badgeId };
    },
    async list() {
      return (await badges.many({}, { sort: { slug: 1 } })).map(toBadge);
    },
    insert: (badge) =>
      scope.atomically(async (inner) => {
        await documents<BadgeDocument>(inner, models.badges).add([toStored(badge)]);
        await documents<BadgeVersionDocument>(inner, models.badgeVersions).add([toVersion(badge)]);
      }),
    saveVersion: (badge, expectedVersion) =>
      scope.atomically(async (inner) => {
        const saved = await documents<BadgeDocument>(inner, models.badges).replace(
          { _id: badge.id, version: expectedVersion },
          toStored(badge),
        );
        if (!saved) return false;
        const kept = documents<BadgeVersionDocument>(inner, models.badgeVersions);
        const version = toVersion(badge);
        const { _id } = version;
        if (badge.version === expectedVersion) await kept.replace({ _id }, version, true);
        else await kept.add([version]);
        return true;
      }),
  };
}
