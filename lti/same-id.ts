const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Whether two ids of a platform are one; GUIDs count in either case, since Brightspace sends both. */
export function sameId(a: string, b: string): boolean {
  return a === b || (guid.test(a) && guid.test(b) && a.toLowerCase() === b.toLowerCase());
}
