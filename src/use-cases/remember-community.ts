import type { Community } from '../domain/community.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** For how long a reading is used, in milliseconds; a change is seen by the first page after it, at the latest the second. */
const rememberedMs = 2_000;

/**
 * The community for pages, which name it in every heading: its parts give what was read last, and see to it that it is
 * read again when that is two seconds old. A reading that fails leaves what is known. `otherwise` stands until
 * a catalogue was imported.
 */
export async function rememberCommunity(
  deps: { readonly store: Pick<Store, 'community'>; readonly clock: Clock },
  otherwise: Community,
): Promise<Community> {
  let known = (await deps.store.community.find()) ?? otherwise;
  let readAgainAt = deps.clock().getTime() + rememberedMs;
  const readAgain = async (): Promise<void> => {
    try {
      known = (await deps.store.community.find()) ?? otherwise;
    } catch {
      // What is known stays; the next page tries again.
    }
  };
  const current = (): Community => {
    const now = deps.clock().getTime();
    if (now >= readAgainAt) {
      readAgainAt = now + rememberedMs;
      void readAgain();
    }
    return known;
  };
  return {
    get name() {
      return current().name;
    },
    get description() {
      return current().description ?? {};
    },
  };
}
