import type { Repositories } from '../ports/store.ts';

/**
 * Repositories of which some are replaced. A transaction uses a few of them, so each is made when it is first asked for:
 * nothing here may touch the others, as spreading them would.
 */
export function overlaid(
  repositories: Repositories,
  replaced: { readonly [Name in keyof Repositories]?: () => Repositories[Name] },
): Repositories {
  const made = new Map<string | symbol, unknown>();
  return new Proxy(repositories, {
    get(target, name) {
      if (!made.has(name)) {
        const own: unknown = Reflect.get(replaced, name);
        made.set(name, typeof own === 'function' ? own() : Reflect.get(target, name));
      }
      return made.get(name);
    },
  });
}
