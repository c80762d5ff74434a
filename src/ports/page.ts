/** Lists page by key: `after` is the `next` of the page before. */
export type PageRequest = { readonly limit: number; readonly after?: string };
export type Page<T> = { readonly items: readonly T[]; readonly next?: string };
