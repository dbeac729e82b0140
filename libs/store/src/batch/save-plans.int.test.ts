import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aggregateRow, newEvent, storing } from '../../test/new-events.ts';
import { createTestDatabase, type TestDatabase } from '../../test/real-database.ts';
import { encodeInt4Array } from '../binary/array-encoding.ts';
import { createBatchStore, type StoreClient } from '../index.ts';
import { updateAggregates } from '../sql/save-aggregates.ts';
import { encodeChanges } from './encode-aggregates.ts';

let database: TestDatabase;
let client: StoreClient;

beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
});
afterAll(() => database.drop());

test('changed aggregates are looked up by id, also in a table that nobody has analysed yet', async () => {
  const events = Array.from({ length: 3_000 }, (_, index) => newEvent(`aggregate ${index}`, index));
  await client.runScript('test', 'alter table aggregate set (autovacuum_enabled = false)');
  await createBatchStore().storeBatch(client, storing(events, 0));
  const changed = events.slice(0, 600).map((event) => aggregateRow(event, { eventCount: 2 }));
  const params = [...encodeChanges(changed), encodeInt4Array(changed.map(() => 1))];
  const { rows } = await client.runOnce({ name: 'explain', text: `explain ${updateAggregates.text}` }, params);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Index Cond: (aggregate_id = given.aggregate_id)');
  expect(plan).not.toContain('Join Filter');
});
