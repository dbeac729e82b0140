/** Who starts first writes down the number of partitions; whoever starts at the same moment is held to it and not confused by it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase, untilBlocked } from '../test/real-database.ts';
import { recordTopology } from './log-topology.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
});
afterAll(() => database.drop());

test.each([
  ['the same number is fine', 3, { status: 'fulfilled' }],
  ['another number is refused', 4, { status: 'rejected', reason: { code: 'STORE_TOPOLOGY_CHANGED' } }],
] as const)('two services start at once: %s', async (_, partitionCount, expected) => {
  const topic = `events-${partitionCount}`;
  const [first, second, third] = [await database.open(), await database.open(), await database.open()];
  await first.runScript('test', 'begin');
  await recordTopology(first, topic, 3);
  const starting = Promise.allSettled([recordTopology(second, topic, partitionCount)]);
  await untilBlocked(third, 1);
  await first.runScript('test', 'commit');
  expect((await starting)[0]).toMatchObject(expected);
  await recordTopology(first, topic, 3);
});
