import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Where the command line reads and writes. */
export type Terminal = {
  /** Whether somebody is there to answer a question. */
  readonly interactive: boolean;
  /** A line on standard output; waits while the reader is slower than we are. */
  print(line: string): Promise<void>;
  /** A line on standard error. */
  complain(line: string): void;
  /** Asks a question that is answered with y or n; no answer is no. */
  confirm(question: string): Promise<boolean>;
};

/** The terminal of this process. Questions go to standard error, so that standard output stays clean. */
export function processTerminal(): Terminal {
  return {
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    async print(line) {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
    },
    complain(line) {
      process.stderr.write(`${line}\n`);
    },
    async confirm(question) {
      const reader = createInterface({ input: process.stdin, output: process.stderr });
      // An input that ends is an answer too: otherwise the question would never be done with.
      const ended = new AbortController();
      reader.once('close', () => ended.abort());
      try {
        const answer = await reader.question(`${question} [y/N] `, { signal: ended.signal });
        return /^y(?:es)?$/iu.test(answer.trim());
      } catch (error) {
        if (ended.signal.aborted) return false;
        throw error;
      } finally {
        reader.close();
      }
    },
  };
}
