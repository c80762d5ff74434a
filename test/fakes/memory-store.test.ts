import { expect, it } from 'vitest';
import { buildPerson } from '../builders/build-person.ts';
import { storeContract } from '../contract/store-contract.ts';
import { createMemoryStore } from './memory-store.ts';

storeContract('memory', async () => {
  let store = createMemoryStore();
  return {
    store: () => store,
    clear: async () => {
      store = createMemoryStore();
    },
    end: async () => undefined,
  };
});

it('fails on a write inside a transaction that passes it by, where it would wait for ever', async () => {
  const store = createMemoryStore();
  const failed = store.transact(() => store.persons.insert(buildPerson()));
  await expect(failed).rejects.toThrow('passes it by');
});

it('gives out copies: what is done to them changes nothing', async () => {
  const store = createMemoryStore();
  const person = buildPerson();
  await store.persons.insert(person);
  const found = await store.persons.find(person.id);
  expect(found).not.toBe(person);
  found?.createdAt.setFullYear(1999);
  expect(await store.persons.find(person.id)).toStrictEqual(person);
});
