import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type BatchRequest,
  type BatchWrites,
  becomeRelay,
  createBatchStore,
  finishDeletions,
  type KnownRows,
  type NewEvent,
  type OutboxLine,
  type PlannedBatch,
  planDeletions,
  readLogPosition,
  readOutbox,
  readUnfinishedDeletions,
  readWaitingFeedback,
  removeFromOutbox,
  removeToldFeedback,
  type StoreClient,
  type StoredRecord,
} from '@varselvakt/store';
import { aggregateRow, logTopic, newEvent, nothingToWrite, storing } from '../../../libs/store/test/new-events.ts';

/** A database of its own; `open` gives a further connection. */
export type OpenedStore = { readonly open: () => Promise<StoreClient>; readonly close: () => Promise<void> };

const dayMs = 86_400_000;
const limits = { maxAggregateCount: 10, maxEventCount: 100, excludedIds: [], dueFrom: null };
const group = { label: 'Tilskudd', groupId: 'sak-1' };

type Tools = Awaited<ReturnType<typeof openTools>>;

/** What the services rely on, for the real database and for the one of the simulation. */
export function describeStore(openStore: () => Promise<OpenedStore>): void {
  let tools: Tools;
  beforeAll(async () => {
    tools = await openTools(await openStore());
  });
  afterAll(() => tools.store.close());
  describeBatches(() => tools);
  describeOutbox(() => tools);
  describeDeletions(() => tools);
}

async function openTools(store: OpenedStore) {
  const client = await store.open();
  const batches = createBatchStore();
  let nextPartition = 0;
  const save = (request: BatchRequest<BatchWrites>) => batches.storeBatch(client, request);
  const onNewPartition = (...events: readonly NewEvent[]): readonly NewEvent[] => {
    nextPartition += 1;
    return events.map((event) => ({ ...event, logPartition: nextPartition }));
  };
  /** What a batch would be told of these events. */
  const ask = async (events: readonly NewEvent[]): Promise<KnownRows> => {
    const seen: KnownRows[] = [];
    const { stretches } = storing(onNewPartition(newEvent('anywhere', 0)), 0);
    const decide = (known: KnownRows) => {
      seen.push(known);
      return nothingToWrite;
    };
    await save({ stretches, keys: { ...storing(events, 0).keys, groups: [group] }, decide });
    const [known] = seen;
    if (known === undefined) throw new Error('nothing was read');
    return known;
  };
  const plan = async (): Promise<PlannedBatch> => {
    const result = await planDeletions(client, limits);
    if (result.outcome !== 'PLANNED' || result.batch === null) throw new Error('nothing was planned');
    return result.batch;
  };
  return { store, client, save, onNewPartition, ask, plan };
}

const finish = (client: StoreClient, batch: PlannedBatch) =>
  finishDeletions(client, {
    batch,
    acknowledgedMsAgo: 1,
    recordTopic: logTopic,
    recordPartitionOf: () => 1,
    feedbackTopic: 'feedback',
    toFeedback: ({ aggregateId }) => ({ partition: 2, key: Buffer.from(aggregateId), value: Buffer.from('gone') }),
  });

const storingDue = (events: readonly NewEvent[]): BatchRequest<BatchWrites> => {
  const newAggregates = events.map((event) => aggregateRow(event, { deleteAt: Date.now() - 60_000 }));
  return storing(events, 0, { newAggregates });
};

function describeBatches(tools: () => Tools): void {
  describe('a batch', () => {
    test('is stored once: rows and position together', async () => {
      const { client, save, onNewPartition } = tools();
      const [event] = onNewPartition(newEvent('once', 0)) as [NewEvent];
      expect((await save(storing([event], 0))).outcome).toBe('STORED');
      expect(await readLogPosition(client, logTopic, event.logPartition)).toBe(1n);
      expect(await save(storing([event], 0))).toMatchObject({ outcome: 'BEHIND', positions: [{ nextOffset: 1n }] });
    });

    test('comes back as it was written', async () => {
      const { save, onNewPartition, ask } = tools();
      const [event] = onNewPartition(newEvent('comes back', 4)) as [NewEvent];
      const row = aggregateRow(event, { kind: 'CASE', ...group, groupId: 'sak-0', pendingUntil: 1_700_000_000_123 });
      await save({
        ...storing([event], 4, { newAggregates: [row] }),
        keys: { ...storing([event], 4).keys, groups: [{ ...group, groupId: 'sak-0' }] },
      });
      const { events, aggregates } = await ask([event]);
      const { eventId, contentHash, source, logOffset } = event;
      expect(events.get(eventId)).toEqual({ eventId, contentHash, source, logOffset });
      expect(aggregates.get(event.aggregateId)).toEqual({ ...row, deleting: false });
    });

    test('that fails in the middle leaves nothing', async () => {
      const { client, save, onNewPartition, ask } = tools();
      const [event] = onNewPartition(newEvent('fails', 0)) as [NewEvent];
      const twice = aggregateRow(event);
      await expect(save(storing([event], 0, { newAggregates: [twice, twice] }))).rejects.toThrow('STORE');
      expect(await readLogPosition(client, logTopic, event.logPartition)).toBeNull();
      expect((await ask([event])).events.size).toBe(0);
    });

    test('that moves an aggregate to a later day takes its records along, and puts back what was repeated', async () => {
      const { save, onNewPartition } = tools();
      const [event] = onNewPartition(newEvent('moves', 0)) as [NewEvent];
      const before = aggregateRow(event);
      await save(storing([event], 0, { newAggregates: [before] }));
      const row = {
        ...before,
        deleteAt: before.deleteAt + 40 * dayMs,
        contentDay: before.contentDay + 40,
        eventCount: 1,
      };
      const repeatedEvents = [{ eventId: event.eventId, contentDay: row.contentDay }];
      const request = storing([], 1, { changedAggregates: [{ row, before }], repeatedEvents });
      const stretches = [{ topic: logTopic, partition: event.logPartition, firstOffset: 1n, nextOffset: 2n }];
      const records: StoredRecord[] = [];
      await save({ ...request, stretches, putBack: async (some) => void records.push(...some) });
      const { logTopic: topic, logPartition: partition, logOffset: offset, logKey: key, payload: value } = event;
      expect(records).toEqual([{ topic, partition, offset, key, value }]);
    });
  });
}

function describeOutbox(tools: () => Tools): void {
  describe('the outbox', () => {
    const line = (name: string): OutboxLine => ({
      kind: 'FEEDBACK',
      topic: 'feedback',
      partition: 1,
      key: Buffer.from(name),
      value: name === 'tombstone' ? null : Buffer.alloc(100),
      headers: [['traceparent', Buffer.from('00-ab')]],
    });
    test('gives lines in their order, no more bytes than asked for, until they are removed', async () => {
      const { client, save, onNewPartition } = tools();
      const [event] = onNewPartition(newEvent('lines', 0)) as [NewEvent];
      await save(storing([event], 0, { outbox: ['one', 'tombstone', 'three', 'four'].map(line) }));
      const namesOf = async (maxBytes: number) =>
        (await readOutbox(client, 'PERSISTER', 10, maxBytes)).map(({ key }) => Buffer.from(key ?? []).toString());
      expect(await namesOf(150)).toEqual(['one', 'tombstone', 'three']);
      const all = await readOutbox(client, 'PERSISTER', 10);
      expect(all.map(({ outboxId, ...rest }) => rest)).toEqual(['one', 'tombstone', 'three', 'four'].map(line));
      await removeFromOutbox(
        client,
        'PERSISTER',
        all.slice(0, 2).map(({ outboxId }) => outboxId),
      );
      expect(await namesOf(1_000)).toEqual(['three', 'four']);
      await removeFromOutbox(
        client,
        'PERSISTER',
        all.map(({ outboxId }) => outboxId),
      );
      expect(await namesOf(1_000)).toEqual([]);
    });
    test('has one relay', async () => {
      const { client } = tools();
      const other = await tools().store.open();
      expect([await becomeRelay(client, 'PERSISTER'), await becomeRelay(client, 'PERSISTER')]).toEqual([true, true]);
      expect(await becomeRelay(other, 'PERSISTER')).toBe(false);
      expect(await becomeRelay(other, 'DELETER')).toBe(true);
    });
  });
}

function describeDeletions(tools: () => Tools): void {
  describe('a deletion', () => {
    test('is planned with all keys, read again as it was, and finished: rows gone, line in the ledger, producer told', async () => {
      const { client, save, onNewPartition, ask, plan } = tools();
      const events = onNewPartition(newEvent('due', 0), newEvent('also due', 1));
      await save(storingDue(events));
      const batch = await plan();
      expect(batch.planned.flatMap(({ records }) => records.map(({ key }) => key.toString())).toSorted()).toEqual(
        events.map(({ logKey }) => Buffer.from(logKey).toString()).toSorted(),
      );
      expect([...(await ask(events)).aggregates.values()].map(({ deleting }) => deleting)).toEqual([true, true]);
      expect((await readUnfinishedDeletions(client)).batch).toEqual(batch);
      const feedback = await finish(client, batch);
      const known = await ask(events);
      expect([known.events.size, known.aggregates.size, known.erasedAggregateIds.size]).toEqual([0, 0, 2]);
      expect((await readUnfinishedDeletions(client)).batch).toBeNull();
      expect((await readWaitingFeedback(client, 10)).records).toEqual(feedback.records);
      if (feedback.lines !== null) await removeToldFeedback(client, feedback.lines);
      expect((await readWaitingFeedback(client, 10)).lines).toBeNull();
      expect(await planDeletions(client, limits)).toMatchObject({ batch: null });
    });

    test('of a case takes its group with it, and closes it for ever', async () => {
      const { client, save, onNewPartition, ask, plan } = tools();
      const [opened, member] = onNewPartition(newEvent('case', 0), newEvent('member', 1)) as [NewEvent, NewEvent];
      const newAggregates = [
        aggregateRow(opened, { kind: 'CASE', groupId: group.groupId, deleteAt: Date.now() - 60_000 }),
        aggregateRow(member, { groupId: group.groupId }),
      ];
      const request = storing([opened, member], 0, {
        newAggregates,
        newCaseGroups: [{ ...group, caseId: opened.aggregateId }],
      });
      await save({ ...request, keys: { ...request.keys, groups: [group] } });
      expect([...(await ask([opened])).groups.values()]).toEqual([{ caseId: opened.aggregateId, erasing: false }]);
      const batch = await plan();
      expect(batch.planned).toHaveLength(2);
      expect([...(await ask([opened])).groups.values()]).toEqual([{ caseId: opened.aggregateId, erasing: true }]);
      await finish(client, batch);
      expect([...(await ask([opened])).groups.values()]).toEqual([{ caseId: null, erasing: true }]);
    });

    test('is not finished when an event has got in since it was planned', async () => {
      const { client, save, onNewPartition, ask, plan } = tools();
      const [event] = onNewPartition(newEvent('changed', 0)) as [NewEvent];
      await save(storingDue([event]));
      const batch = await plan();
      const other = batch.planned.map((one) => ({ ...one, records: [...one.records, ...one.records] }));
      await expect(finish(client, { ...batch, planned: other })).rejects.toMatchObject({ code: 'STORE_RACED' });
      expect((await ask([event])).events.size).toBe(1);
      await finish(client, batch);
    });
  });
}
