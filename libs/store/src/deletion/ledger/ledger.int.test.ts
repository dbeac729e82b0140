/** The ledger as a hash chain, on a real Postgres: what the database seals is made anew here, and every change is found. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aggregateRow, newEvent, storing } from '../../../test/new-events.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/real-database.ts';
import {
  createBatchStore,
  finishDeletions,
  migrate,
  type NewEvent,
  planDeletions,
  readMigrations,
  readReceipts,
  type StoreClient,
  type VerifyRequest,
  verifyLedger,
} from '../../index.ts';

let database: TestDatabase;
let client: StoreClient;
let nextOffset = 0;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
  nextOffset = 0;
});
afterEach(() => database.drop());

const run = (text: string) => client.runScript('test', text);
const verify = (known: VerifyRequest['known'] = null) => verifyLedger(client, { known, onProgress: () => undefined });

/** Stores and erases as one batch, as the deleter does. */
async function erase(names: readonly string[], change: (row: ReturnType<typeof aggregateRow>) => object = () => ({})) {
  const offset = nextOffset;
  nextOffset += names.length;
  const events: readonly NewEvent[] = names.map((name, index) => newEvent(name, offset + index));
  const newAggregates = events.map((event) => {
    const row = aggregateRow(event, { deleteAt: Date.now() - 60_000 });
    return { ...row, ...change(row) };
  });
  await createBatchStore().storeBatch(client, storing(events, offset, { newAggregates }));
  const planned = await planDeletions(client, {
    maxAggregateCount: 100,
    maxEventCount: 100,
    excludedIds: [],
    dueFrom: null,
  });
  if (planned.outcome !== 'PLANNED' || planned.batch === null) throw new Error('nothing was planned');
  await finishDeletions(client, {
    batch: planned.batch,
    acknowledgedMsAgo: 5,
    recordTopic: 'events',
    recordPartitionOf: ({ kind }) => (kind === null ? null : 3),
    feedbackTopic: 'feedback',
    toFeedback: ({ aggregateId }) => ({ partition: 2, key: Buffer.from(aggregateId), value: Buffer.from('told') }),
  });
  return events;
}

/** Three batches with 2, 1 and 3 lines. */
async function eraseThree(): Promise<void> {
  await erase(['a', 'b']);
  await erase(['c']);
  await erase(['d', 'e', 'f']);
}

describe('the chain', () => {
  test('is intact after erasures, and its head is the last batch', async () => {
    expect(await verify()).toEqual({ outcome: 'INTACT', batchCount: 0, lineCount: 0, head: null });
    await eraseThree();
    const verdict = await verify();
    expect(verdict).toMatchObject({ outcome: 'INTACT', batchCount: 3, lineCount: 6, head: { batchNumber: 3n } });
    if (verdict.outcome === 'INTACT') expect(await verify(verdict.head)).toEqual(verdict);
  });

  test('stays intact when it is noted later that a record is gone or an erasure was looked over', async () => {
    await eraseThree();
    await run('update erasure set record_gone_at = now(), verified_at = now()');
    expect(await verify()).toMatchObject({ outcome: 'INTACT' });
  });

  test.each([
    ['a changed cause', `update erasure set cause = 'OPERATOR' where erasure_number = N`],
    ['a changed label', `update erasure set label = 'other' where erasure_number = N`],
    ['a changed producer', `update erasure set producer_id = producer_id || 'x' where erasure_number = N`],
    ['a changed kind', `update erasure set kind = 'CASE' where erasure_number = N`],
    ['a changed count', 'update erasure set event_count = event_count + 1 where erasure_number = N'],
    ['a changed due time', `update erasure set due_at = due_at - interval '1 microsecond' where erasure_number = N`],
    ['a changed plan time', `update erasure set planned_at = planned_at + interval '1 s' where erasure_number = N`],
    [
      'a changed publish time',
      `update erasure set published_at = published_at + interval '1 s' where erasure_number = N`,
    ],
    ['a changed end', `update erasure set rows_gone_at = rows_gone_at + interval '1 s' where erasure_number = N`],
    ['another aggregate', `update erasure set aggregate_hash = sha256('x') where erasure_number = N`],
    ['another receipt', 'update erasure set receipt_id = gen_random_uuid() where erasure_number = N'],
    ['another place on the log', 'update erasure set record_partition = 4 where erasure_number = N'],
    ['another topic', `update erasure set record_topic = 'other' where erasure_number = N`],
    ['a removed line', 'delete from erasure where erasure_number = N'],
    [
      'a removed batch',
      'delete from erasure where erasure_number = N; delete from erasure_chain where batch_number = 2',
    ],
    ['a changed seal', `update erasure_chain set batch_hash = sha256('x') where batch_number = 2`],
  ])('is broken at batch 2 by %s', async (_, change) => {
    await eraseThree();
    const second = await run('select last_number from erasure_chain where batch_number = 2');
    await run(change.replaceAll('N', String(second.rows[0]?.['last_number'])));
    expect(await verify()).toMatchObject({ outcome: 'BROKEN', batchNumber: 2n });
  });

  test.each([
    ['between others', '2', 2n],
    ['before all others', '0', 1n],
    ['far below all others', '-70000', 1n],
    ['behind all others', '7000', 5n],
  ])('is broken by a line that somebody puts %s', async (_, number, batchNumber) => {
    await erase(['x']);
    await run('alter sequence erasure_erasure_number_seq restart with 3');
    await eraseThree();
    await run(`insert into erasure (erasure_number, aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at, published_at)
      overriding system value values (${number}, sha256('x'), 'CASE', 'p', 'l', 'RETENTION', gen_random_uuid(), 1, now(), now(), now())`);
    expect(await verify()).toMatchObject({ outcome: 'BROKEN', batchNumber });
  });

  test('that lost its newest batches is found by a seal that was written down', async () => {
    await eraseThree();
    const before = await verify();
    await run(`delete from erasure where erasure_number > (select last_number from erasure_chain where batch_number = 2);
      delete from erasure_chain where batch_number = 3`);
    expect(await verify()).toMatchObject({ outcome: 'INTACT', batchCount: 2 });
    if (before.outcome !== 'INTACT') throw new Error('it was intact');
    expect(await verify(before.head)).toEqual({ outcome: 'BROKEN', batchNumber: 3n, fault: 'KNOWN_SEAL' });
    const other = { batchNumber: 1n, batchHash: Buffer.alloc(32, 7) };
    expect(await verify(other)).toEqual({ outcome: 'BROKEN', batchNumber: 1n, fault: 'KNOWN_SEAL' });
  });

  test('begins with the lines of a ledger that is older than the chain', async () => {
    const older = await createTestDatabase({ migrated: false });
    try {
      await migrate(older.url, { migrations: readMigrations().slice(0, 5) });
      const old = await older.open();
      await old.runScript(
        'test',
        `insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at, published_at)
         select sha256(convert_to(n::text, 'UTF8')), 'CASE', 'p', 'blåbær', 'RETENTION', gen_random_uuid(), n, now(), now(), now() from generate_series(1, 50) as n`,
      );
      await migrate(older.url);
      const verdict = await verifyLedger(old, { known: null, onProgress: () => undefined });
      expect(verdict).toMatchObject({ outcome: 'INTACT', batchCount: 1, lineCount: 50 });
    } finally {
      await older.drop();
    }
  });
});

describe('a receipt', () => {
  test('shows the line, its place in the chain, and that nothing is left', async () => {
    await eraseThree();
    const [, event] = await erase(['g', 'h']);
    const aggregateId = event?.aggregateId ?? '';
    const { receipts, rowsLeftCount } = await readReceipts(client, aggregateId);
    expect(rowsLeftCount).toBe(0);
    expect(receipts).toMatchObject([{ batch: { batchNumber: 4n, lineCount: 2 }, isSealIntact: true }]);
    expect([1, 2]).toContain(receipts[0]?.place);
    const again = await readReceipts(client, receipts[0]?.line.receiptId ?? '');
    expect(again).toEqual({ receipts, rowsLeftCount: null });
    await run('update erasure set event_count = 9 where erasure_number = 7');
    expect((await readReceipts(client, aggregateId)).receipts[0]?.isSealIntact).toBe(false);
  });

  test('shows both erasures of an aggregate whose creation came after the first, and the chain holds both', async () => {
    await erase(['early'], () => ({ kind: null, state: 'PENDING' }));
    const [late] = await erase(['late']);
    const [event] = await erase(['early']);
    const { receipts } = await readReceipts(client, event?.aggregateId ?? '');
    expect(receipts.map(({ line, batch }) => [line.kind, batch?.batchNumber])).toEqual([
      ['NOTIFICATION', 3n],
      ['PENDING', 1n],
    ]);
    expect((await readReceipts(client, late?.aggregateId ?? '')).receipts).toHaveLength(1);
    expect(await verify()).toMatchObject({ outcome: 'INTACT', batchCount: 3 });
  });

  test('does not exist for what was never erased', async () => {
    expect(await readReceipts(client, '00000000-0000-4000-8000-000000000000')).toEqual({
      receipts: [],
      rowsLeftCount: null,
    });
  });
});
