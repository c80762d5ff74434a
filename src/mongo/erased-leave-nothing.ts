import type { Connection } from 'mongoose';
import { withoutPersons } from './audit-log.ts';

/** Of whoever was erased before, a bare number was kept, and named in the audit. */
type Remains = { readonly _id: string; readonly erasedAt: Date };

/** Takes away what erasing left of people when it still left something. */
export async function erasedLeaveNothing(connection: Connection): Promise<void> {
  const persons = connection.collection<Remains>('persons');
  for await (const { _id } of persons.find({ erasedAt: { $exists: true } })) {
    const { filter, update } = withoutPersons([_id]);
    await connection.collection('audit').updateMany(filter, update);
    await persons.deleteOne({ _id });
  }
}
