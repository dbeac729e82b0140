/** Postgres keeps what the services rely on; store-contract.test.ts asks the same of the database of the simulation. */
import { createTestDatabase } from '../../../libs/store/test/real-database.ts';
import { describeStore } from './store-contract.ts';

describeStore(async () => {
  const database = await createTestDatabase({ migrated: true });
  return { open: database.open, close: database.drop };
});
