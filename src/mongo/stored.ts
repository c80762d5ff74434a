/** A domain object as a document: its `id` is the document's `_id`. */
export type Stored<T extends { readonly id: string }> = Omit<T, 'id'> & { readonly _id: string };

export function toStored<T extends { readonly id: string }>(entity: T): Stored<T> {
  const { id, ...rest } = entity;
  return { ...rest, _id: id };
}

/** In the order of the asked ids; those that are not there are left out. */
export function inOrder<T extends { readonly id: string }>(ids: readonly string[], found: readonly T[]): T[] {
  const byId = new Map(found.map((entity) => [entity.id, entity]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
