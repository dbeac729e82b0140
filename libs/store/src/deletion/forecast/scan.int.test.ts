/** Reading all that is stored a little at a time, and telling ahead what goes, on a real Postgres. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aggregateRow, newEvent, nothingToWrite, storing, uuidOf } from '../../../test/new-events.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/real-database.ts';
import {
  countEvents,
  createBatchStore,
  readDeletionForecast,
  readPlannableDeletions,
  readWaitingFeedback,
  type StoreClient,
  scanContents,
  scanHistories,
  takeDeletionNotices,
} from '../../index.ts';

const dayMs = 86_400_000;
const eventCounts = [3, 1, 2, 4, 1];
let database: TestDatabase;
let client: StoreClient;

/** Five aggregates, each with some events whose ids are in no order, on two days; the last one under another label. */
beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
  const newAggregates = eventCounts.map((eventCount, index) =>
    aggregateRow(newEvent(`a${index} 0`, 0, { aggregateId: uuidOf(`a${index}`) }), {
      eventCount,
      deleteAt: Date.now() + (index % 2 === 0 ? 10 : 40) * dayMs,
      label: index === 4 ? 'Annet' : 'Tilskudd',
    }),
  );
  let offset = 0;
  const newEvents = eventCounts.flatMap((eventCount, index) =>
    Array.from({ length: eventCount }, (_, nth) => {
      offset += 1;
      const payload = Buffer.from(`${nth}`);
      return newEvent(`a${index} ${nth}`, offset, { aggregateId: uuidOf(`a${index}`), payload });
    }),
  );
  const request = storing(newEvents, 0);
  await createBatchStore().storeBatch(client, {
    ...request,
    decide: () => ({ ...nothingToWrite, newEvents, newAggregates }),
  });
});
afterAll(() => database.drop());

const namesById = new Map(eventCounts.map((_, index) => [uuidOf(`a${index}`), `a${index}`]));

test.each([1, 2, 3, 100])(
  'everything is read once, %p at a time, and each history whole and in its order',
  async (count) => {
    const contents: string[] = [];
    await scanContents(
      client,
      async (some) => void contents.push(...some.map(({ payload }) => payload.toString())),
      count,
    );
    expect(contents).toHaveLength(await countEvents(client));
    const histories = new Map<string, string>();
    await scanHistories(
      client,
      ['Tilskudd'],
      async (some) => {
        for (const { aggregateId, payloads } of some) {
          const name = namesById.get(aggregateId) ?? '';
          expect(histories.has(name)).toBe(false);
          histories.set(name, payloads.join(''));
        }
      },
      count,
    );
    expect(histories).toEqual(
      new Map([
        ['a0', '012'],
        ['a1', '0'],
        ['a2', '01'],
        ['a3', '0123'],
      ]),
    );
  },
);

test('what goes is foretold by day, and nothing of it is due', async () => {
  const owner = { producerId: 'team-a', label: 'Tilskudd' };
  const days = await readDeletionForecast(client, ['Tilskudd']);
  expect(days).toEqual([
    { ...owner, daysAhead: 9, dueCount: 2 },
    { ...owner, daysAhead: 39, dueCount: 2 },
  ]);
  expect(await readDeletionForecast(client, null)).toHaveLength(3);
  expect(await readPlannableDeletions(client)).toEqual([]);
});

test('each planned time is told ahead once, batch by batch, with the note and the line in the outbox in one transaction', async () => {
  const labels = [{ label: 'Tilskudd', untilAt: Date.now() + 20 * dayMs }];
  const take = (from: number | null, maxCount: number) =>
    takeDeletionNotices(client, {
      labels,
      from,
      maxCount,
      feedbackTopic: 'feedback',
      toFeedback: ({ aggregateId }) => ({ partition: 0, key: Buffer.from(aggregateId), value: Buffer.from('x') }),
    });
  const first = await take(null, 1);
  const second = await take(first.nextFrom, 1);
  const third = await take(second.nextFrom, 1);
  expect([first, second, third].map(({ feedback, nextFrom }) => [feedback.records.length, nextFrom === null])).toEqual([
    [1, false],
    [1, false],
    [0, true],
  ]);
  expect((await readWaitingFeedback(client, 10)).records).toHaveLength(2);
  expect((await take(null, 10)).feedback.records).toEqual([]);
  await client.runScript('test', `update aggregate set delete_at = delete_at + interval '1 minute'`);
  expect((await take(null, 10)).feedback.records).toHaveLength(2);
});
