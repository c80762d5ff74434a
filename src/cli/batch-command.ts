import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { CliFault } from './cli-fault.ts';
import type { CommandContext } from './command-context.ts';
import type { Composition } from './compose.ts';
import { typedWords } from './typed-words.ts';

type RunCommand = (words: readonly string[], context: CommandContext) => Promise<0 | 1 | 2>;

/** `batch`: many commands over one connection; `run` carries out each. */
export function addBatchCommand(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('batch')
    .description('carries out the commands of a file, one a line; stops at the first that fails')
    .argument('[file]', 'without it, or as -, they come by standard input', '-')
    .action((file: string) =>
      context.composed(async (composition) => {
        const inside = within(context, composition);
        let number = 0;
        for await (const line of linesOf(file)) {
          number += 1;
          const words = typedWords(line);
          if (words === undefined) throw stoppedAt(number, 2, 'a quote is not closed');
          if (words.length === 0) continue;
          if (words[0] === 'batch') throw stoppedAt(number, 2, 'a batch holds no batch');
          const code = await run(words, inside);
          if (code !== 0) throw stoppedAt(number, code, 'that was not done');
        }
      }),
    );
}

/** The same context on a connection that is open already, where what is up to date is not looked at again. */
function within(context: CommandContext, composition: Composition): CommandContext {
  let migrated: Promise<void> | undefined;
  const opened: Composition = {
    ...composition,
    migrate: (log) => (migrated ??= composition.migrate(log)),
  };
  return { ...context, composed: (work) => work(opened) };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  // The file is opened while it is read: what is wrong with it comes out here.
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => undefined);
  const reader = createInterface({ input });
  const lines = reader[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([lines.next(), failed]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    reader.close();
  }
}

function stoppedAt(number: number, code: 1 | 2, why: string): CliFault {
  return new CliFault(code, [`Line ${number}: ${why}. The lines before it were done, those after it not.`]);
}
