import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { storeContract } from '../contract/store-contract.ts';
import { migratedDatabase } from './mongo-database.ts';

storeContract('MongoDB', async () => {
  const { connection, end } = await migratedDatabase();
  const store = createMongoStore(connection);
  return {
    store: () => store,
    clear: async () => {
      const { mongoose } = connection;
      await Promise.all(mongoose.modelNames().map((name) => mongoose.collection(name).deleteMany({})));
    },
    end,
  };
});
