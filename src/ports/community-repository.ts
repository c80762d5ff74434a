import type { Community } from '../domain/community.ts';

export interface CommunityRepository {
  /** Undefined until a catalogue was imported. */
  find(): Promise<Community | undefined>;
  /** Puts it in the place of the one that was known. */
  save(community: Community): Promise<void>;
}
