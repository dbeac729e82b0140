/** The database of the simulation keeps what the services rely on; store-contract.int.test.ts asks the same of Postgres. */
import { createFakeDatabase } from '../fakes/fake-database.ts';
import { describeStore } from './store-contract.ts';

describeStore(async () => {
  const database = createFakeDatabase(Date.now);
  return { open: async () => database.open(async () => 'DONE').client, close: async () => undefined };
});
