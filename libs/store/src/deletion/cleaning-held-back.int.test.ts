/** A transaction that somebody left open is seen, as long as it stands. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/real-database.ts';
import { measureCleaningHeldBack, type StoreClient } from '../index.ts';

let database: TestDatabase;
let client: StoreClient;

beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
});
afterAll(() => database.drop());

test('a transaction that keeps deleted rows from being freed is told by its age, until it ends', async () => {
  expect(await measureCleaningHeldBack(client)).toBe(0);
  const forgotten = await database.open();
  await forgotten.runScript('test', 'begin isolation level repeatable read');
  await forgotten.runScript('test', 'select count(*) from aggregate');
  await client.runScript('test', 'select pg_sleep(1.1)');
  expect(await measureCleaningHeldBack(client)).toBeGreaterThanOrEqual(1);
  await forgotten.runScript('test', 'rollback');
  expect(await measureCleaningHeldBack(client)).toBe(0);
});
