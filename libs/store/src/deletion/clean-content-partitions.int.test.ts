/** Data files of days that are over are dropped as soon as they are empty, on a real Postgres. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/real-database.ts';
import { createContentPartition, dropExpiredPartitions, type StoreClient } from '../index.ts';

let database: TestDatabase;
let client: StoreClient;

beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
});
afterAll(() => database.drop());

const dayMs = 86_400_000;
const listed = async () => {
  const { rows } = await client.runScript('test', 'select count(*)::int as listed from event_content_partition');
  return rows[0]?.['listed'];
};

test('days of which a hold keeps something never keep later ones from being dropped', async () => {
  const longAgo = Math.floor(Date.now() / dayMs) - 10;
  for (const day of [0, 1, 2, 3, 4]) await createContentPartition(client, longAgo + day);
  await client.runScript(
    'test',
    `insert into event_content (content_day, event_id, aggregate_id, payload)
     select date '1970-01-01' + ${longAgo} + n, gen_random_uuid(), gen_random_uuid(), '\\x00' from generate_series(0, 1) as n`,
  );
  expect(await dropExpiredPartitions(client, 2)).toBe(2);
  expect(await listed()).toBe(3);
  expect(await dropExpiredPartitions(client, 2)).toBe(1);
  expect(await dropExpiredPartitions(client, 2)).toBe(0);
  expect(await listed()).toBe(2);
});
