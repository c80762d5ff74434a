import { type Call, tried } from './call.ts';
import { GatewayError } from './gateway-error.ts';
import { RawDocument } from './raw-document.ts';
import { writeStatements } from './statements.ts';
import { writeAnswer } from './write-answer.ts';

/** Performs insert, update, delete or findAndModify; write errors end the transaction that they happen in. */
export async function writeCommand(call: Call): Promise<Buffer> {
  const { name, database, command, shared } = call;
  const statement = writeStatements.get(name);
  if (statement === undefined) throw new GatewayError(59, 'CommandNotFound', `no such command: '${name}'`);
  const run = async (): Promise<{ answer: Buffer; failed: boolean }> => {
    const row = await tried(call, () => call.runner.run(statement, [database, call.spec]));
    return await writeAnswer(shared.engine, call, row);
  };
  // As in MongoDB, an upsert that another one overtook finds what that one wrote when it is tried again.
  const { answer, failed } = isSingleUpsert(call) ? await overtaken(run) : await run();
  if (failed && call.inTransaction) {
    const session = command.nested('lsid')?.bytes.toString('base64') ?? '';
    await shared.transactions.abortIfOpen(session, command.integer('txnNumber') ?? -1n);
  }
  return answer;
}

function isSingleUpsert({ name, command, inTransaction }: Call): boolean {
  if (inTransaction) return false;
  if (name === 'findandmodify') return command.truthy('upsert');
  if (name !== 'update') return false;
  const [operation, ...others] = command.documents('updates');
  return operation !== undefined && others.length === 0 && new RawDocument(operation).truthy('upsert');
}

/** Runs a write up to three times while it ends in a duplicate key. */
async function overtaken(
  run: () => Promise<{ answer: Buffer; failed: boolean }>,
): Promise<{ answer: Buffer; failed: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await run();
      if (!result.failed || attempt === 3 || !isDuplicate(result.answer)) return result;
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 11000 || attempt === 3) throw error;
    }
  }
}

function isDuplicate(answer: Buffer): boolean {
  const [first] = new RawDocument(answer).documents('writeErrors');
  return first !== undefined && new RawDocument(first).integer('code') === 11000n;
}
