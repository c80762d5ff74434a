import type { BackpackRepositories } from '../../src/ports/backpack-repositories.ts';
import { byMoment } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const created = (direction: 1 | -1) =>
  byMoment<{ id: string; createdAt: Date }>(
    direction,
    ({ createdAt }) => createdAt,
    ({ id }) => id,
  );

/** What is kept for backpacks, on those tables. */
export function memoryBackpacks({ read, write }: Access): BackpackRepositories {
  return {
    clients: {
      find: async (id) => read().backpackClients.get(id),
      findMany: async (ids) => read().backpackClients.where(({ id }) => ids.includes(id)),
      list: async () => read().backpackClients.where().toSorted(created(1)),
      countRegisteredSince: async (at) =>
        read().backpackClients.where(
          ({ registeredBy, createdAt }) => registeredBy === 'itself' && createdAt >= at,
        ).length,
      insert: (client) => write(({ backpackClients }) => backpackClients.insert([client])),
      save: (client) =>
        write(({ backpackClients }) => {
          if (backpackClients.has(client.id)) backpackClients.put(client);
        }),
      remove: (id) => write(({ backpackClients }) => void backpackClients.remove(id)),
    },
    grants: {
      find: async (id) => read().backpackGrants.get(id),
      insert: (grant) => write(({ backpackGrants }) => backpackGrants.insert([grant])),
      touch: (id, at) =>
        write(({ backpackGrants }) => {
          const grant = backpackGrants.get(id);
          if (grant !== undefined) backpackGrants.put({ ...grant, usedAt: at });
        }),
      ofPerson: async (personId) =>
        read()
          .backpackGrants.where((grant) => grant.personId === personId)
          .toSorted(created(-1)),
      ofClient: async (clientId) =>
        read()
          .backpackGrants.where((grant) => grant.clientId === clientId)
          .toSorted(created(-1)),
      move: (from, to) =>
        write(({ backpackGrants }) => {
          for (const grant of backpackGrants.where(({ personId }) => personId === from))
            backpackGrants.put({ ...grant, personId: to });
        }),
      remove: (id) => write(({ backpackGrants }) => backpackGrants.remove(id)),
    },
    tokens: {
      insert: (tokens) => write(({ backpackTokens }) => backpackTokens.insert(tokens)),
      find: async (id) => read().backpackTokens.get(id),
      use: (id, at) =>
        write(({ backpackTokens }) => {
          const token = backpackTokens.get(id);
          if (token === undefined || token.usedAt !== undefined) return false;
          backpackTokens.put({ ...token, usedAt: at });
          return true;
        }),
      remove: (id) => write(({ backpackTokens }) => void backpackTokens.remove(id)),
      removeOfGrant: (grantId, kind) =>
        write(({ backpackTokens }) =>
          backpackTokens.removeWhere(
            (token) => token.grantId === grantId && (kind === undefined || token.kind === kind),
          ),
        ),
    },
  };
}
