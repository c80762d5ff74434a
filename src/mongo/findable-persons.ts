import type { Connection } from 'mongoose';
import { searchFields, toPerson, type PersonDocument } from './person-repository.ts';

/** As many persons as are changed by one message to the database. */
const batch = 500;

/** Gives everybody who was stored before that the words by which they are found; streamed, since there may be many. */
export async function findableByName(connection: Connection): Promise<void> {
  const persons = connection.collection<PersonDocument>('persons');
  let changes: { updateOne: { filter: { _id: string }; update: { $set: object } } }[] = [];
  const flush = async () => {
    if (changes.length > 0) await persons.bulkWrite(changes, { ordered: false });
    changes = [];
  };
  for await (const document of persons.find({ found: { $exists: false } }).batchSize(batch)) {
    const fields = searchFields(toPerson(document));
    if (fields.found === undefined) continue;
    changes.push({ updateOne: { filter: { _id: document._id }, update: { $set: fields } } });
    if (changes.length === batch) await flush();
  }
  await flush();
}
