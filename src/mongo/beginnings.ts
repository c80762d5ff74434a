/** What begins so: everything from there up to the last sign that there is. */
export function startingWith(begin: string): { readonly $gte: string; readonly $lt: string } {
  return { $gte: begin, $lt: `${begin}\u{10FFFF}` };
}
