import type { Connection } from 'mongoose';
import { withoutPersons } from './audit-log.ts';

/** Of whoever was erased before, a bare number was kept, and named in the audit. */
type Remains = { readonly _id: string; readonly erasedAt: Date };

/** The whole audit is read once for each so many: the index by who did it is made after the migrations. */
const batch = 500;

/** Takes away what erasing left of people when it still left something. */
export async function erasedLeaveNothing(connection: Connection): Promise<void> {
  const persons = connection.collection<Remains>('persons');
  for (;;) {
    const found = await persons
      .find({ erasedAt: { $exists: true } })
      .limit(batch)
      .toArray();
    if (found.length === 0) return;
    const ids = found.map(({ _id }) => _id);
    const { filter, update } = withoutPersons(ids);
    await connection.collection('audit').updateMany(filter, update);
    await persons.deleteMany({ _id: { $in: ids } });
  }
}
