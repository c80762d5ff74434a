import type { Community } from '../domain/community.ts';
import type { CommunityRepository } from '../ports/community-repository.ts';
import { documentSchema, optionalPart, part } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type CommunityDocument = Community & { readonly _id: string };

/** A deployment serves one community, so one document holds it. */
const only = 'community';

export const communitySchema = documentSchema({ name: part, description: optionalPart, url: String });

export function communityRepository(scope: Scope, models: Models): CommunityRepository {
  const communities = documents<CommunityDocument>(scope, models.communities);
  return {
    async find() {
      const found = await communities.one({ _id: only });
      if (found === undefined) return undefined;
      const { _id: _, ...community } = found;
      return community;
    },
    async save(community) {
      await communities.replace({ _id: only }, { ...community, _id: only }, true);
    },
  };
}
