import { StoreUnavailable } from '../ports/store.ts';

/**
 * What the operation gives, or StoreUnavailable when it takes longer than that. The driver has no limit of
 * its own for an operation on a connection that went dead without a word; what comes of it later is dropped.
 */
export async function within<T>(milliseconds: number, operation: () => Promise<T>): Promise<T> {
  const running = operation();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailable(new Error(`no answer in ${milliseconds} ms`))),
      milliseconds,
    );
  });
  try {
    return await Promise.race([running, limit]);
  } finally {
    clearTimeout(timer);
    running.catch(() => undefined);
  }
}
