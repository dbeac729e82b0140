/** Plan, finish and what is between them, on a real Postgres; publishing is the deleter's and not seen here. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aggregateRow, newEvent, storing } from '../../test/new-events.ts';
import { createTestDatabase, type TestDatabase } from '../../test/real-database.ts';
import {
  createBatchStore,
  finishDeletions,
  type NewEvent,
  type PlannedBatch,
  type PlannedDeletion,
  planDeletions,
  readUnfinishedDeletions,
  readWaitingFeedback,
  removeToldFeedback,
  type StoreClient,
} from '../index.ts';

let database: TestDatabase;
let client: StoreClient;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
});
afterEach(() => database.drop());

const limits = { maxAggregateCount: 100, maxEventCount: 100 };

async function storeDue(...events: readonly NewEvent[]): Promise<void> {
  const newAggregates = events.map((event) => aggregateRow(event, { deleteAt: Date.now() - 60_000 }));
  await createBatchStore().storeBatch(client, storing(events, 0, { newAggregates }));
}

async function plan(): Promise<PlannedBatch> {
  const result = await planDeletions(client, { ...limits, excludedIds: [], dueFrom: null });
  if (result.outcome !== 'PLANNED' || result.batch === null) throw new Error('nothing was planned');
  return result.batch;
}

const finish = (batch: PlannedBatch) =>
  finishDeletions(client, {
    batch,
    acknowledgedMsAgo: 5,
    recordTopic: 'events',
    recordPartitionOf: () => 3,
    feedbackTopic: 'feedback',
    toFeedback: ({ aggregateId }, finishedAt) => ({
      partition: 2,
      key: Buffer.from(aggregateId),
      value: Buffer.from(String(Number.isSafeInteger(finishedAt))),
    }),
  });

/** As nobody should: an event gets in although a deletion is planned. */
async function slipIn(event: NewEvent, into: NewEvent): Promise<void> {
  await client.runScript(
    'test',
    `insert into event_identity (event_id, aggregate_id, content_hash, log_topic, log_partition, log_offset, source_topic, source_partition, source_offset)
       select '${event.eventId}', aggregate_id, content_hash, log_topic, log_partition, 99, source_topic, source_partition, 99 from event_identity where event_id = '${into.eventId}';
     insert into event_content (content_day, event_id, aggregate_id, payload)
       select content_day, '${event.eventId}', aggregate_id, payload from event_content where event_id = '${into.eventId}'`,
  );
}

const run = (text: string) => client.runScript('test', text);
const isOf = ({ aggregateId }: NewEvent) => `aggregate_id = '${aggregateId}'`;
const countAgain = (event: NewEvent) => run(`update aggregate set event_count = event_count + 1 where ${isOf(event)}`);

const counts = async () =>
  (
    await client.runScript(
      'test',
      `select (select count(*) from aggregate)::int as aggregates, (select count(*) from event_identity)::int as identities,
        (select count(*) from event_content)::int as contents, (select count(*) from erasure)::int as erasures,
        (select count(*) from aggregate where deleting_since is not null)::int as planned`,
    )
  ).rows[0];

const keysOf = (planned: readonly PlannedDeletion[]) =>
  planned.flatMap(({ records }) => records.map(({ key }) => key.toString())).sort();

describe('a deletion that was broken off after its plan', () => {
  test('is read again as it was planned, record by record, and not planned a second time', async () => {
    const events = [newEvent('a', 0), newEvent('b', 1, { logKey: Buffer.from('a key of its own') })];
    await storeDue(...events);
    const { planNumber, planned } = await plan();
    expect(keysOf(planned)).toEqual(events.map(({ logKey }) => logKey.toString()).sort());
    const { batch: again, replanned } = await readUnfinishedDeletions(client);
    expect([again?.planNumber, replanned]).toEqual([planNumber, []]);
    const byId = (left: PlannedDeletion, right: PlannedDeletion) => (left.aggregateId < right.aggregateId ? -1 : 1);
    expect(again?.planned.toSorted(byId)).toEqual(planned.toSorted(byId));
    expect(await planDeletions(client, { ...limits, excludedIds: [], dueFrom: null })).toMatchObject({
      batch: null,
      postponed: [],
    });
  });

  test('comes back plan by plan, the oldest first, until all are finished', async () => {
    await storeDue(newEvent('a', 0), newEvent('b', 1), newEvent('c', 2));
    for (const _ of [1, 2])
      await planDeletions(client, { maxAggregateCount: 100, maxEventCount: 2, excludedIds: [], dueFrom: null });
    for (const count of [2, 1]) {
      const { batch } = await readUnfinishedDeletions(client);
      if (batch === null) throw new Error('a plan is left');
      expect(batch.planned).toHaveLength(count);
      await finish(batch);
    }
    expect(await readUnfinishedDeletions(client)).toEqual({ batch: null, replanned: [] });
  });

  test('is taken back when keys and events do not add up any more', async () => {
    const [sound, changed] = [newEvent('sound', 0), newEvent('changed', 1)];
    await storeDue(sound, changed);
    await plan();
    await slipIn(newEvent('late', 2), changed);
    const { batch, replanned } = await readUnfinishedDeletions(client);
    expect(batch?.planned.map(({ aggregateId }) => aggregateId)).toEqual([sound.aggregateId]);
    expect(replanned).toEqual([changed.aggregateId]);
    expect(await counts()).toMatchObject({ aggregates: 2, planned: 1 });
  });
});

describe('finishing', () => {
  test('removes everything, writes one ledger line each and leaves feedback to be sent', async () => {
    await storeDue(newEvent('a', 0), newEvent('b', 1));
    const feedback = await finish(await plan());
    expect(await counts()).toEqual({ aggregates: 0, identities: 0, contents: 0, erasures: 2, planned: 0 });
    const waiting = await readWaitingFeedback(client, 10);
    expect(waiting).toEqual(feedback);
    expect(waiting.records.map(({ topic, partition, value }) => [topic, partition, value.toString()])).toEqual([
      ['feedback', 2, 'true'],
      ['feedback', 2, 'true'],
    ]);
    if (waiting.lines === null) throw new Error('nothing waits');
    await removeToldFeedback(client, waiting.lines);
    expect(await readWaitingFeedback(client, 10)).toEqual({ records: [], lines: null });
  });

  test.each<[string, (event: NewEvent) => Promise<unknown>]>([
    ['another event', (event) => slipIn(newEvent('late', 2), event)],
    ['another event that is counted', (event) => slipIn(newEvent('late', 2), event).then(() => countAgain(event))],
    ['one event less', (event) => run(`delete from event_content where event_id = '${event.eventId}'`)],
    ['another count', (event) => run(`update aggregate set event_count = 2 where ${isOf(event)}`)],
    ['no mark any more', (event) => run(`update aggregate set deleting_since = null where ${isOf(event)}`)],
  ])('leaves everything as it is when one aggregate has %s', async (_, change) => {
    const [sound, changed] = [newEvent('sound', 0), newEvent('changed', 1)];
    await storeDue(sound, changed);
    const batch = await plan();
    await change(changed);
    const before = await counts();
    await expect(finish(batch)).rejects.toMatchObject({ code: 'STORE_RACED', retriable: true });
    expect(await counts()).toEqual(before);
    expect(await readWaitingFeedback(client, 1)).toEqual({ records: [], lines: null });
  });

  test('notices when one aggregate has an event more and another one less', async () => {
    const [more, less] = [newEvent('more', 0), newEvent('less', 1)];
    await storeDue(more, less);
    const batch = await plan();
    await slipIn(newEvent('late', 2), more);
    await run(`delete from event_content where event_id = '${less.eventId}'`);
    await expect(finish(batch)).rejects.toMatchObject({ code: 'STORE_RACED' });
  });

  test('goes on with an event that came after the plan, once it is published too', async () => {
    const event = newEvent('changed', 0);
    await storeDue(event);
    const batch = await plan();
    await slipIn(newEvent('late', 2), event);
    await countAgain(event);
    await expect(finish(batch)).rejects.toThrow();
    const { batch: again } = await readUnfinishedDeletions(client);
    expect(again?.planned.map(({ records }) => records.length)).toEqual([2]);
    if (again !== null) await finish(again);
    expect(await counts()).toEqual({ aggregates: 0, identities: 0, contents: 0, erasures: 1, planned: 0 });
  });
});
