/** Erasures that an operator asks for, on a real Postgres: against holds, groups and the persister that writes to the same rows. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aggregateRow, newEvent, nothingToWrite, storing, uuidOf } from '../../../test/new-events.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/real-database.ts';
import {
  type AggregateRow,
  addLegalHold,
  createBatchStore,
  findGroupAggregates,
  finishDeletions,
  listErasable,
  measureProducerStock,
  offboardProducer,
  planDeletions,
  readErasedAggregates,
  readOffboardingReceipt,
  requestErasure,
  type StoreClient,
} from '../../index.ts';

let database: TestDatabase;
let client: StoreClient;
let nextOffset = 0;

beforeAll(async () => {
  database = await createTestDatabase({ migrated: true });
  client = await database.open();
});
afterAll(() => database.drop());

const operator = { actor: 'kari', reason: 'asked for by the person' };
const idOf = (name: string): string => uuidOf(`aggregate of ${name}`);

async function store(changes: Readonly<Record<string, Partial<AggregateRow>>>): Promise<void> {
  const firstOffset = nextOffset;
  const events = Object.keys(changes).map((name, index) => newEvent(name, firstOffset + index));
  nextOffset += events.length;
  const newAggregates = events.map((event, index) => aggregateRow(event, Object.values(changes)[index]));
  const newCaseGroups = newAggregates.flatMap(({ kind, label, groupId, aggregateId }) =>
    kind === 'CASE' && groupId !== null ? [{ label, groupId, caseId: aggregateId }] : [],
  );
  const batch = storing(events, firstOffset, { newAggregates, newCaseGroups });
  const groups = newAggregates.flatMap(({ label, groupId }) => (groupId === null ? [] : [{ label, groupId }]));
  await createBatchStore().storeBatch(client, { ...batch, keys: { ...batch.keys, groups } });
}

async function eraseDue(): Promise<readonly string[]> {
  const limits = { maxAggregateCount: 100, maxEventCount: 100, excludedIds: [], dueFrom: null };
  const result = await planDeletions(client, limits);
  if (result.outcome !== 'PLANNED' || result.batch === null) return [];
  await finishDeletions(client, {
    batch: result.batch,
    acknowledgedMsAgo: 5,
    recordTopic: 'events',
    recordPartitionOf: () => 3,
    feedbackTopic: 'feedback',
    toFeedback: ({ aggregateId }) => ({ partition: 2, key: Buffer.from(aggregateId), value: Buffer.from('x') }),
  });
  return result.batch.planned.map(({ aggregateId }) => aggregateId);
}

const one = async (text: string) => (await client.runScript('test', text)).rows[0];

describe('an erasure that was asked for', () => {
  test('goes the ordinary way at once, takes the group of a case along, and gets the receipt that was told before', async () => {
    const group = { label: 'Tilskudd', groupId: 'g1' };
    await store({ owner: { kind: 'CASE', ...group }, member: group, other: {} });
    const asked = await listErasable(client, [idOf('owner'), uuidOf('nothing')]);
    expect(asked).toMatchObject([
      { aggregateId: idOf('owner'), kind: 'CASE', isNamed: true, isHeld: false, isDeleting: false },
      { aggregateId: idOf('member'), isNamed: false, isHeld: false },
    ]);
    expect((await findGroupAggregates(client, group.label, group.groupId)).toSorted()).toEqual(
      [idOf('owner'), idOf('member')].toSorted(),
    );
    await requestErasure(client, [idOf('owner')], operator, { scope: 'AGGREGATES' });
    expect((await eraseDue()).toSorted()).toEqual([idOf('owner'), idOf('member')].toSorted());
    const erased = await readErasedAggregates(
      client,
      asked.map(({ aggregateId }) => aggregateId),
    );
    expect(erased.map(({ receiptId, cause }) => [receiptId, cause])).toEqual(
      asked.map(({ receiptId }) => [receiptId, 'OPERATOR']),
    );
    expect(await one(`select actor, action, reason, detail from operator_action`)).toEqual({
      actor: 'kari',
      action: 'ERASURE_REQUESTED',
      reason: 'asked for by the person',
      detail: { scope: 'AGGREGATES', count: 1 },
    });
    expect(await listErasable(client, [idOf('other')])).toHaveLength(1);
  });

  test('waits for a legal hold and is said to, the notifications of a held case too', async () => {
    const group = { label: 'Tilskudd', groupId: 'g2' };
    await store({ heldCase: { kind: 'CASE', ...group }, itsOwn: group });
    await addLegalHold(
      client,
      {
        target: { scope: 'AGGREGATE', aggregateId: idOf('heldCase') },
        owner: 'legal',
        expiresAt: Date.now() + 3_600_000,
      },
      operator,
    );
    await requestErasure(client, [idOf('heldCase')], operator, { scope: 'AGGREGATES' });
    expect((await listErasable(client, [idOf('heldCase')])).map(({ isHeld }) => isHeld)).toEqual([true, true]);
    expect(await eraseDue()).toEqual([]);
    await one(`update legal_hold set released_at = now(), released_by = 'test'`);
    expect(await eraseDue()).toHaveLength(2);
  });

  test('is not undone by an event that was decided before it was asked for', async () => {
    await store({ raced: {} });
    const update = newEvent('update of raced', nextOffset, { aggregateId: idOf('raced') });
    nextOffset += 1;
    const request = storing([update], nextOffset - 1);
    const other = await database.open();
    let asked: Promise<void> | null = null;
    await createBatchStore().storeBatch(client, {
      ...request,
      decide: (known) => {
        const row = known.aggregates.get(idOf('raced'));
        if (row === undefined) throw new Error('it is stored');
        asked ??= requestErasure(other, [idOf('raced')], operator, { scope: 'AGGREGATES' });
        const changed = { ...row, eventCount: row.eventCount + 1, deleteAt: row.deleteAt + 86_400_000 };
        return {
          ...nothingToWrite,
          newEvents: [update],
          changedAggregates: [{ row: { ...changed, contentDay: row.contentDay + 1 }, before: row }],
        };
      },
    });
    await asked;
    expect(
      await one(
        `select deletion_cause, delete_at <= now() as due, event_count from aggregate where aggregate_id = '${idOf('raced')}'`,
      ),
    ).toEqual({ deletion_cause: 'OPERATOR', due: true, event_count: 2 });
    expect(await eraseDue()).toEqual([idOf('raced')]);
  });

  test('stands whatever an event says that was read before and stored after it', async () => {
    await store({ stale: {} });
    await requestErasure(client, [idOf('stale')], operator, { scope: 'AGGREGATES' });
    const update = newEvent('update of stale', nextOffset, { aggregateId: idOf('stale') });
    nextOffset += 1;
    await createBatchStore().storeBatch(client, {
      ...storing([update], nextOffset - 1),
      decide: (known) => {
        const row = known.aggregates.get(idOf('stale'));
        if (row === undefined) throw new Error('it is stored');
        const asRead: AggregateRow = { ...row, deletionCause: 'RETENTION', deleteAt: Date.now() + 86_400_000 };
        return {
          ...nothingToWrite,
          newEvents: [update],
          changedAggregates: [{ row: { ...asRead, eventCount: row.eventCount + 1 }, before: row }],
        };
      },
    });
    expect(await eraseDue()).toEqual([idOf('stale')]);
  });
});

describe('a producer that is off-boarded', () => {
  test('loses everything, what is held when the hold ends, and gets one receipt over all', async () => {
    await store({
      p1: { producerId: 'team-gone' },
      p2: { producerId: 'team-gone', label: 'Annet', kind: 'CASE' },
      p3: { producerId: 'team-gone' },
      stays: { producerId: 'team-stays' },
    });
    await addLegalHold(
      client,
      { target: { scope: 'AGGREGATE', aggregateId: idOf('p3') }, owner: 'legal', expiresAt: Date.now() + 3_600_000 },
      operator,
    );
    expect(await measureProducerStock(client, 'team-gone')).toEqual([
      { label: 'Annet', storedCount: 1, caseCount: 1, deletingCount: 0, heldCount: 0 },
      { label: 'Tilskudd', storedCount: 2, caseCount: 0, deletingCount: 0, heldCount: 1 },
    ]);
    const told: number[] = [];
    expect(await offboardProducer(client, 'team-gone', operator, (count) => told.push(count))).toBe(3);
    expect(await offboardProducer(client, 'team-gone', operator, () => undefined)).toBe(0);
    expect(told.at(-1)).toBe(3);
    expect(await eraseDue()).toHaveLength(2);
    const receipt = await readOffboardingReceipt(client, 'team-gone');
    expect(receipt).toMatchObject({ erasedCount: 2, remainingCount: 1 });
    expect(receipt.lastNumber).toBe((receipt.firstNumber ?? 0n) + 1n);
    await one(`update legal_hold set released_at = now(), released_by = 'test' where released_at is null`);
    expect(await eraseDue()).toEqual([idOf('p3')]);
    const whole = await readOffboardingReceipt(client, 'team-gone');
    expect(whole).toMatchObject({ erasedCount: 3, remainingCount: 0 });
    expect(whole.linesHash).not.toEqual(receipt.linesHash);
    expect((await measureProducerStock(client, 'team-stays')).map(({ storedCount }) => storedCount)).toEqual([1]);
  });
});
