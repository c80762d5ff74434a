import { granteeKey, roles, type RoleGrant } from '../domain/role.ts';
import type { RoleRepository } from '../ports/role-repository.ts';
import { documentSchema, moment, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type RoleDocument = Stored<RoleGrant> & { readonly granteeKey: string };

export const roleSchema = documentSchema({
  issuerId: text,
  role: { ...text, enum: roles },
  grantee: part,
  granteeKey: text,
  grantedBy: String,
  grantedAt: moment,
});

function toGrant(document: RoleDocument): RoleGrant {
  const { _id, granteeKey: _, ...rest } = document;
  return { ...rest, id: _id };
}

const oldestFirst = { grantedAt: 1, _id: 1 } as const;

export function roleRepository(scope: Scope, models: Models): RoleRepository {
  const grants = documents<RoleDocument>(scope, models.roles);
  return {
    async ofIssuer(issuerId) {
      return (await grants.many({ issuerId }, { sort: oldestFirst })).map(toGrant);
    },
    async ofGrantees(granteeKeys, issuerId) {
      const found = await grants.many({
        granteeKey: { $in: granteeKeys },
        ...(issuerId === undefined ? {} : { issuerId }),
      });
      return found.map(toGrant);
    },
    async ofPersons() {
      return (await grants.many({ 'grantee.kind': 'person' })).map(toGrant);
    },
    insert: (grant) => grants.add([{ ...toStored(grant), granteeKey: granteeKey(grant.grantee) }]),
    async remove(issuerId, role, key) {
      return (await grants.remove({ issuerId, role, granteeKey: key })) > 0;
    },
  };
}
