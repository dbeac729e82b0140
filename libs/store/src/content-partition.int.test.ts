import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test/real-database.ts';
import { createContentPartition, type StoreClient } from './index.ts';

let database: TestDatabase;
let clients: readonly StoreClient[];

beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
  clients = await Promise.all(Array.from({ length: 6 }, () => database.open()));
});
afterAll(() => database.drop());

test('all who make the partition of a day at the same moment find it made', async () => {
  const days = Array.from({ length: 100 }, (_, index) => 30_000 + index);
  for (const day of days) await Promise.all(clients.map((client) => createContentPartition(client, day)));
  const result = await clients[0]?.runScript('test', 'select count(*) as made from event_content_partition');
  expect(Number(result?.rows[0]?.['made'])).toBe(days.length);
});
