/** How many sessions' last writes are remembered. */
const remembered = 10_000;

type Answered = { readonly number: bigint; readonly answer: Promise<Buffer> };

/**
 * The last write of each session, so that a driver that sends it again after a broken connection gets the answer
 * of the first time instead of writing twice (MongoDB's retryable writes, by lsid and txnNumber). It is kept in
 * memory: when the gateway itself dies between the write and its answer, the repetition writes anew.
 */
export class AnsweredWrites {
  readonly #bySession = new Map<string, Answered>();

  /** Performs the write, or waits for and returns the answer of the same write performed before. */
  once(session: string, number: bigint, write: () => Promise<Buffer>): Promise<Buffer> {
    const last = this.#bySession.get(session);
    if (last?.number === number) return last.answer;
    const answer = write();
    this.#bySession.delete(session);
    this.#bySession.set(session, { number, answer });
    answer.catch(() => {
      // A write that failed as a whole wrote nothing: its repetition is a first try.
      if (this.#bySession.get(session)?.answer === answer) this.#bySession.delete(session);
    });
    for (const oldest of this.#bySession.keys()) {
      if (this.#bySession.size <= remembered) break;
      this.#bySession.delete(oldest);
    }
    return answer;
  }

  forget(session: string): void {
    this.#bySession.delete(session);
  }
}
