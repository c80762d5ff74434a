import type { PersonId } from '../domain/person.ts';
import type { Repositories } from '../ports/store.ts';

const pageSize = 200;

/** What was asked of one person in particular is asked of another from now on, or of nobody in particular. */
export async function leaveRequestsTo(
  repositories: Pick<Repositories, 'nominations'>,
  from: PersonId,
  to: PersonId | undefined,
): Promise<void> {
  // Each page is the first: what was changed is no longer among them.
  for (;;) {
    const { items } = await repositories.nominations.page({ askedOf: from }, { limit: pageSize });
    for (const { askedOf: _, ...nomination } of items) {
      const own = to === undefined || to === nomination.nomineeId;
      const next = { ...nomination, ...(own ? {} : { askedOf: to }), version: nomination.version + 1 };
      if (!(await repositories.nominations.save(next, nomination.version)))
        throw new Error(`nomination ${nomination.id} changed meanwhile`);
    }
    if (items.length < pageSize) return;
  }
}
