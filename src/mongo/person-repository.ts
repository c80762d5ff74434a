import { termsOf } from '../domain/person-search.ts';
import type { Evidence } from '../domain/evidence.ts';
import { nobody, type Person, type PersonId } from '../domain/person.ts';
import type { PersonRepository } from '../ports/person-repository.ts';
import { startingWith } from './beginnings.ts';
import { documentSchema, moment, optionalPart, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import { beyond, pageOf } from './page-key.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

/** Identities are absent rather than empty: a unique index would take two empty lists for the same. */
export type PersonDocument = Omit<Stored<Person>, 'identities'> &
  Partial<Pick<Person, 'identities'>> & {
    /** By what they are found, folded; absent rather than empty. */
    readonly found?: readonly string[];
    readonly foundAs?: string;
  };

export const personSchema = documentSchema({
  name: String,
  locale: { type: String, enum: ['nl', 'en'] },
  localeChosen: Boolean,
  timeZone: String,
  timeZoneChosen: Boolean,
  identities: {
    // No list at all, where a schema would make an empty one.
    default: undefined,
    type: [
      {
        _id: false,
        key: text,
        identity: { type: Object, required: true },
        vouchedBy: { ...text, enum: ['platform', 'confirmed', 'catalogue'] },
        linkedAt: moment,
        goneAt: Date,
      },
    ],
  },
  preferences: optionalPart,
  pinned: optionalPart,
  createdAt: moment,
  updatedAt: moment,
  mergedInto: String,
  found: { type: [String], default: undefined },
  foundAs: String,
});

function toDocument(person: Person): PersonDocument {
  const { identities, ...rest } = toStored(person);
  return { ...rest, ...(identities.length === 0 ? {} : { identities }), ...searchFields(person) };
}

/** What is stored of a person beside themselves, so that they are found. */
export function searchFields(person: Person): Pick<PersonDocument, 'found' | 'foundAs'> {
  const { terms, order } = termsOf(person);
  return terms.length === 0 ? {} : { found: terms, foundAs: order };
}

export function toPerson(document: PersonDocument): Person {
  const { _id, identities = [], found: _, foundAs: __, ...rest } = document;
  return { ...rest, identities, id: _id };
}

/** The place in a list by name; a folded name is one line. */
function positionOf({ foundAs = '', _id }: PersonDocument): string {
  return Buffer.from(`${foundAs}\n${_id}`).toString('base64url');
}

function beyondName(after: string | undefined): readonly object[] {
  const [foundAs, id] = Buffer.from(after ?? '', 'base64url')
    .toString()
    .split('\n');
  if (foundAs === undefined || id === undefined) return [];
  return [{ $or: [{ foundAs: { $gt: foundAs } }, { foundAs, _id: { $gt: id } }] }];
}

/** The confirmations of a piece of evidence, with those of these persons in nobody's name. */
function withoutMarks(ids: readonly PersonId[]): object {
  const by = { $cond: [{ $in: ['$$this.by', ids] }, nobody, '$$this.by'] };
  return { $map: { input: '$confirmations', in: { $mergeObjects: ['$$this', { by }] } } };
}

/** Persons are merged a few times in a life; a longer chain is a fault in the data. */
const longestChain = 16;

export function personRepository(scope: Scope, models: Models): PersonRepository {
  const persons = documents<PersonDocument>(scope, models.persons);

  /** Those who live on under these ids, in no particular order. */
  const follow = async (ids: readonly string[]): Promise<Person[]> => {
    const found = new Map<string, Person>();
    let wanted = [...new Set(ids)];
    for (let step = 0; wanted.length > 0; step += 1) {
      if (step === longestChain) throw new Error(`persons merged in a circle, at ${wanted.join(', ')}`);
      // One is found by its key alone; among several the database looks for a plan, which costs as much again.
      const [only] = wanted;
      const sought = wanted.length === 1 && only !== undefined ? only : { $in: wanted };
      const read = (await persons.many({ _id: sought })).map(toPerson);
      for (const person of read) if (person.mergedInto === undefined) found.set(person.id, person);
      wanted = [...new Set(read.flatMap((person) => person.mergedInto ?? []))].filter((id) => !found.has(id));
    }
    return [...found.values()];
  };

  const findByIdentities = async (keys: readonly string[]): Promise<readonly Person[]> => {
    if (keys.length === 0) return [];
    return (await persons.many({ 'identities.key': { $in: keys } })).map(toPerson);
  };

  return {
    async find(id) {
      return (await follow([id]))[0];
    },
    findMany: follow,
    async living(ids) {
      if (ids.length === 0) return new Set();
      const found = await persons.fields<{ readonly _id: PersonId }>(
        { _id: { $in: [...new Set(ids)] }, mergedInto: { $exists: false } },
        { _id: 1 },
      );
      return new Set(found.map(({ _id }) => _id));
    },
    async findByIdentity(key) {
      return (await findByIdentities([key]))[0];
    },
    findByIdentities,
    insert: (person) => persons.add([toDocument(person)]),
    async save(person) {
      await persons.replace({ _id: person.id }, toDocument(person));
    },
    async knownSince(since, { limit, after }) {
      const found = await persons.many(
        { createdAt: { $gte: since }, ...beyond('createdAt', 1, after) },
        { sort: { createdAt: 1, _id: 1 }, limit: limit + 1 },
      );
      return pageOf(found, limit, toPerson, ({ _id, createdAt }) => ({ at: createdAt, id: _id }));
    },
    async search(beginnings, { limit, after }) {
      if (beginnings.length === 0) return { items: [] };
      const met = await persons.many(
        {
          $and: [
            ...beginnings.map((begin) => ({ found: { $elemMatch: startingWith(begin) } })),
            ...beyondName(after),
          ],
        },
        { sort: { foundAs: 1, _id: 1 }, limit: limit + 1 },
      );
      const kept = met.slice(0, limit);
      const last = kept.at(-1);
      const items = kept.map(toPerson);
      return met.length > limit && last !== undefined ? { items, next: positionOf(last) } : { items };
    },
    async erase(id) {
      const ids = [id];
      for (let newest = ids; newest.length > 0; ) {
        const merged = await persons.fields<{ readonly _id: PersonId }>(
          { mergedInto: { $in: newest } },
          { _id: 1 },
        );
        newest = merged.map(({ _id }) => _id);
        ids.push(...newest);
      }
      for (const [model, field] of [
        [models.awards, 'awardedBy'],
        [models.nominations, 'decidedBy'],
        [models.roles, 'grantedBy'],
      ] as const)
        await documents<{ readonly _id: string } & Readonly<Record<typeof field, PersonId>>>(
          scope,
          model,
        ).changeAll({ [field]: { $in: ids } }, { $unset: { [field]: true } });
      const evidence = documents<Stored<Evidence>>(scope, models.evidence);
      await evidence.changeAll({ confirmedBy: { $in: ids } }, { $set: { confirmedBy: nobody } });
      await evidence.changeAll({ 'confirmations.by': { $in: ids } }, [
        { $set: { confirmations: withoutMarks(ids) } },
      ]);
      await persons.remove({ _id: { $in: ids } });
      return ids;
    },
    async *all() {
      const living = { mergedInto: { $exists: false } };
      for await (const found of persons.stream(living, { _id: 1 })) yield toPerson(found);
    },
  };
}
