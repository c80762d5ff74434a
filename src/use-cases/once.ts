import type { Clock } from '../ports/clock.ts';
import type { Delivery } from '../ports/delivery-repository.ts';
import { DuplicateKey, type Repositories, type Store } from '../ports/store.ts';

/**
 * Carries out a command once, whatever number of times it is delivered: its delivery key and its writes are
 * one transaction. A repetition gets what `recall` makes of the first delivery's ids. The work may run more
 * than once before it commits.
 */
export async function once<T>(
  deps: { readonly store: Store; readonly clock: Clock },
  deliveryKey: string,
  work: (repositories: Repositories) => Promise<{ readonly made: readonly string[]; readonly result: T }>,
  recall: (delivery: Delivery) => Promise<T>,
): Promise<T> {
  try {
    return await deps.store.transact(async (repositories) => {
      const { made, result } = await work(repositories);
      await repositories.deliveries.insert({ key: deliveryKey, at: deps.clock(), made });
      return result;
    });
  } catch (error) {
    // Whichever key clashed first, a known delivery explains it: the command was carried out already.
    if (!(error instanceof DuplicateKey)) throw error;
    const delivery = await deps.store.deliveries.find(deliveryKey);
    if (delivery === undefined) throw error;
    return recall(delivery);
  }
}
