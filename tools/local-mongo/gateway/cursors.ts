import { GatewayError } from './gateway-error.ts';

/** MongoDB's cursorTimeoutMillis. */
const idleLimit = 600_000;

type Cursor = { readonly namespace: string; readonly continuation: Buffer; readonly usedAt: number };

/** Where each open cursor goes on: what the engine gave with the last batch. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Remembers how to go on after a batch, or forgets the cursor when that was the last one. */
  keep(id: bigint, namespace: string, continuation: Buffer | undefined): void {
    this.#open.delete(id);
    if (continuation === undefined || id === 0n) return;
    const now = this.#now();
    // The map is in the order of use, so the idle ones come first.
    for (const [old, cursor] of this.#open) {
      if (now - cursor.usedAt < idleLimit) break;
      this.#open.delete(old);
    }
    this.#open.set(id, { namespace, continuation, usedAt: now });
  }

  /** @throws {GatewayError} CursorNotFound (43); Unauthorized (13) for the cursor of another collection. */
  continuation(id: bigint, namespace: string): Buffer {
    const cursor = this.#open.get(id);
    if (cursor === undefined) throw new GatewayError(43, 'CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new GatewayError(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    return cursor.continuation;
  }

  /** Closes the cursors and says which there were. */
  kill(ids: readonly bigint[]): { killed: bigint[]; missing: bigint[] } {
    const killed: bigint[] = [];
    const missing: bigint[] = [];
    for (const id of ids) (this.#open.delete(id) ? killed : missing).push(id);
    return { killed, missing };
  }
}
