import {
  clientAuthMethods,
  type BackpackClient,
  type BackpackGrant,
  type BackpackToken,
} from '../domain/backpack.ts';
import type { BackpackRepositories } from '../ports/backpack-repositories.ts';
import { documentSchema, moment, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

export const backpackSchemas = {
  backpackClients: documentSchema({
    secretHash: String,
    authMethod: { ...text, enum: clientAuthMethods },
    name: text,
    uri: String,
    logoUri: String,
    tosUri: String,
    policyUri: String,
    softwareId: String,
    softwareVersion: String,
    redirectUris: [String],
    scopes: [String],
    registeredBy: { ...text, enum: ['itself', 'operator'] },
    status: { ...text, enum: ['active', 'disabled'] },
    createdAt: moment,
  }),
  backpackGrants: documentSchema({
    clientId: text,
    personId: text,
    scopes: [String],
    createdAt: moment,
    usedAt: moment,
  }),
  backpackTokens: documentSchema({
    kind: { ...text, enum: ['code', 'access', 'refresh'] },
    grantId: text,
    scopes: [String],
    createdAt: moment,
    expiresAt: moment,
    usedAt: Date,
    redirectUri: String,
    codeChallenge: String,
    keptUntil: moment,
  }),
} as const;

function fromStored<T extends { readonly id: string }>({ _id, ...rest }: Stored<T>) {
  return { ...rest, id: _id };
}

export function backpackRepositories(scope: Scope, models: Models): BackpackRepositories {
  const clients = documents<Stored<BackpackClient>>(scope, models.backpackClients);
  const grants = documents<Stored<BackpackGrant>>(scope, models.backpackGrants);
  const tokens = documents<Stored<BackpackToken>>(scope, models.backpackTokens);
  const newest = { sort: { createdAt: -1, _id: -1 } } as const;
  return {
    clients: {
      async find(id) {
        const found = await clients.one({ _id: id });
        return found && fromStored<BackpackClient>(found);
      },
      async findMany(ids) {
        return (await clients.many({ _id: { $in: ids } })).map(fromStored<BackpackClient>);
      },
      async list() {
        return (await clients.many({}, { sort: { createdAt: 1, _id: 1 } })).map(fromStored<BackpackClient>);
      },
      async countRegisteredSince(at) {
        const found = await clients.fields<{ _id: string }>(
          { registeredBy: 'itself', createdAt: { $gte: at } },
          { _id: 1 },
        );
        return found.length;
      },
      insert: (client) => clients.add([toStored(client)]),
      async save(client) {
        await clients.replace({ _id: client.id }, toStored(client));
      },
      async remove(id) {
        await clients.remove({ _id: id });
      },
    },
    grants: {
      async find(id) {
        const found = await grants.one({ _id: id });
        return found && fromStored<BackpackGrant>(found);
      },
      insert: (grant) => grants.add([toStored(grant)]),
      async touch(id, at) {
        await grants.change({ _id: id }, { $set: { usedAt: at } });
      },
      async ofPerson(personId) {
        return (await grants.many({ personId }, newest)).map(fromStored<BackpackGrant>);
      },
      async ofClient(clientId) {
        return (await grants.many({ clientId }, newest)).map(fromStored<BackpackGrant>);
      },
      async move(from, to) {
        for (const { _id } of await grants.many({ personId: from }))
          await grants.change({ _id }, { $set: { personId: to } });
      },
      async remove(id) {
        return (await grants.remove({ _id: id })) > 0;
      },
    },
    tokens: {
      insert: (added) => tokens.add(added.map(toStored<BackpackToken>)),
      async find(id) {
        const found = await tokens.one({ _id: id });
        return found && fromStored<BackpackToken>(found);
      },
      use: (id, at) => tokens.change({ _id: id, usedAt: { $exists: false } }, { $set: { usedAt: at } }),
      async remove(id) {
        await tokens.remove({ _id: id });
      },
      async removeOfGrant(grantId, kind) {
        await tokens.remove({ grantId, ...(kind === undefined ? {} : { kind }) });
      },
    },
  };
}
