import { expect, it } from 'vitest';
import type { Repositories } from '../../src/ports/store.ts';
import { overlaid } from '../../src/use-cases/overlaid.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';

it('gives what is replaced and what is not, and makes each once, when it is asked for', () => {
  const store = createMemoryStore();
  const touched: string[] = [];
  const watched = new Proxy<Repositories>(store, {
    get(target, name) {
      touched.push(String(name));
      return Reflect.get(target, name);
    },
  });
  let made = 0;
  const view = overlaid(watched, {
    badges: () => {
      made += 1;
      return { ...store.badges, list: async () => [] };
    },
  });
  expect(touched).toEqual([]);
  expect(view.badges).toBe(view.badges);
  expect(view.badges.find).toBe(store.badges.find);
  expect(view.badges.list).not.toBe(store.badges.list);
  expect(made).toBe(1);
  expect(view.awards).toBe(store.awards);
  expect(touched).toEqual(['awards']);
});
