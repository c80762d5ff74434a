/** A badge of the catalogue, as far as the grammar needs it. `titles`: in every language. */
export interface KnownBadge {
  slug: string;
  titles: readonly string[];
}
