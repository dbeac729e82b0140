import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BatchTests, onPartition, openBatchTests } from '../../test/batch-tests.ts';
import { aggregateRow, newEvent, nothingToWrite, storing } from '../../test/new-events.ts';
import { untilBlocked } from '../../test/real-database.ts';
import { createBatchStore, type StoreClient, type StoredRecord } from '../index.ts';

let tests: BatchTests;
let client: StoreClient;

beforeAll(async () => {
  tests = await openBatchTests();
  client = tests.client;
});
afterAll(() => tests.database.drop());

const count = (from: string): Promise<number> => tests.count(from);
const one = (text: string) => tests.one(text);
const takePartition = (): number => tests.takePartition();

describe('two writers at once', () => {
  test('store the same events in opposite order without a deadlock, each event once', async () => {
    const events = Array.from({ length: 300 }, (_, index) => newEvent(`shared ${index}`, index));
    const [other, third] = [await tests.database.open(), await tests.database.open()];
    const partitions = [takePartition(), takePartition()] as const;
    // A third one holds an id in the middle until both have stored as far as they can.
    const middle = events[150]?.eventId;
    await third.runScript('test', 'begin');
    await third.runScript(
      'test',
      `insert into event_identity select 0, 0, '${middle}', '${middle}', 0, 0, 0, 0, sha256(''), null`,
    );
    const running = Promise.all([
      createBatchStore().storeBatch(client, onPartition(storing(events, 0), partitions[0])),
      createBatchStore().storeBatch(other, onPartition(storing(events.toReversed(), 0), partitions[1])),
    ]);
    await untilBlocked(third, 2);
    await third.runScript('test', 'rollback');
    const results = await running;
    expect(results.map(({ outcome }) => outcome)).toEqual(['STORED', 'STORED']);
    const stored = results.flatMap((result) => (result.outcome === 'STORED' ? result.decision.newEvents : []));
    expect(stored).toHaveLength(300);
  });

  test('decide anew when the deletion of an aggregate is planned after they have read it', async () => {
    const partition = takePartition();
    const [created, update] = [newEvent('planned', 0), newEvent('update', 1)];
    const change = { ...update, aggregateId: created.aggregateId };
    const before = aggregateRow(created);
    const newAggregates = [before];
    await createBatchStore().storeBatch(client, onPartition(storing([created], 0, { newAggregates }), partition));
    const planner = await tests.database.open();
    await planner.runScript('test', 'begin');
    await planner.runScript(
      'test',
      `update aggregate set deleting_since = now() where aggregate_id = '${created.aggregateId}'`,
    );
    const seen: (boolean | undefined)[] = [];
    const running = createBatchStore().storeBatch(client, {
      ...onPartition(storing([change], 1), partition),
      decide: (known) => {
        const { deleting } = known.aggregates.get(created.aggregateId) ?? {};
        seen.push(deleting);
        const changedAggregates = [{ row: { ...before, eventCount: 2 }, before }];
        return deleting === true ? nothingToWrite : { ...nothingToWrite, newEvents: [change], changedAggregates };
      },
    });
    await untilBlocked(planner, 1);
    await planner.runScript('test', 'commit');
    expect((await running).outcome).toBe('STORED');
    // Asked again also because topics get their numbers first; the last answer is what was written.
    expect(seen.at(0)).toBe(false);
    expect(seen.at(-1)).toBe(true);
    expect(await count(`event_identity where event_id = '${change.eventId}'`)).toBe(0);
  });

  test('decide anew when the deletion of a case is planned while a notification joins its group', async () => {
    const partition = takePartition();
    const [opened, joining] = [newEvent('opened', 0), newEvent('joining', 1)];
    const group = { label: 'Tilskudd', groupId: 'sak-7' };
    const newCaseGroups = [{ ...group, caseId: opened.aggregateId }];
    const opening = onPartition(storing([opened], 0, { newCaseGroups }), partition);
    await createBatchStore().storeBatch(client, { ...opening, keys: { ...opening.keys, groups: [group] } });
    const planner = await tests.database.open();
    await planner.runScript('test', 'begin');
    const ofCase = `where case_id = '${opened.aggregateId}'`;
    await planner.runScript('test', `select from case_group ${ofCase} for update`);
    await planner.runScript('test', `update case_group set erasing_since = now() ${ofCase}`);
    const request = onPartition(storing([joining], 1), partition);
    const running = createBatchStore().storeBatch(client, {
      ...request,
      keys: { ...request.keys, groups: [group] },
      decide: (known) => {
        const isErasing = [...known.groups.values()].some(({ erasing }) => erasing);
        if (isErasing) return nothingToWrite;
        const newAggregates = [aggregateRow(joining, { groupId: group.groupId })];
        return { ...nothingToWrite, newEvents: [joining], newAggregates, joinedGroups: [group] };
      },
    });
    await untilBlocked(planner, 1);
    await planner.runScript('test', 'commit');
    expect((await running).outcome).toBe('STORED');
    expect(await count(`event_identity where event_id = '${joining.eventId}'`)).toBe(0);
  });

  test('hold what they put back on the log, so that its deletion is planned only afterwards, and leave out what is being deleted', async () => {
    const partition = takePartition();
    const [standing, going] = [newEvent('standing', 0), newEvent('going', 1)];
    const place = { logPartition: partition };
    const stored = [standing, going].map((event) => ({ ...event, ...place }));
    await createBatchStore().storeBatch(client, onPartition(storing(stored, 0), partition));
    const mark = (id: string) => `update aggregate set deleting_since = now() where aggregate_id = '${id}'`;
    await client.runScript('test', mark(going.aggregateId));
    const repeatedEvents = stored.map(({ eventId, aggregateId }) => {
      const { contentDay } = aggregateRow(newEvent('any', 0, { aggregateId }));
      return { eventId, contentDay };
    });
    const planner = await tests.database.open();
    let plannable: unknown;
    const putBack: StoredRecord[] = [];
    await createBatchStore().storeBatch(client, {
      ...onPartition(storing([], 2, { repeatedEvents }), partition),
      putBack: async (records) => {
        putBack.push(...records);
        const sql = `select count(*)::int as n from (select from aggregate where aggregate_id = '${standing.aggregateId}' for update skip locked) as free`;
        plannable = (await planner.runScript('test', sql)).rows[0]?.['n'];
      },
    });
    expect(putBack).toEqual([
      {
        topic: standing.logTopic,
        partition,
        offset: standing.logOffset,
        key: standing.logKey,
        value: standing.payload,
      },
    ]);
    expect(plannable).toBe(0);
  });

  test('store nothing when it cannot be put back, and come again', async () => {
    const partition = takePartition();
    const event = newEvent('repeated', 0);
    await createBatchStore().storeBatch(client, onPartition(storing([event], 0), partition));
    const { contentDay } = aggregateRow(event);
    const request = onPartition(
      storing([], 1, { repeatedEvents: [{ eventId: event.eventId, contentDay }] }),
      partition,
    );
    const away = async () => Promise.reject(new Error('Kafka is away'));
    await expect(createBatchStore().storeBatch(client, { ...request, putBack: away })).rejects.toThrow('away');
    let putBackCount = 0;
    const again = async (records: readonly StoredRecord[]) => {
      putBackCount += records.length;
    };
    expect((await createBatchStore().storeBatch(client, { ...request, putBack: again })).outcome).toBe('STORED');
    expect(putBackCount).toBe(1);
  });

  test('decide anew when an aggregate was changed after they have read it', async () => {
    const partition = takePartition();
    const [created, update] = [newEvent('changed', 0), newEvent('late update', 1)];
    const change = { ...update, aggregateId: created.aggregateId };
    const newAggregates = [aggregateRow(created)];
    await createBatchStore().storeBatch(client, onPartition(storing([created], 0, { newAggregates }), partition));
    const other = await tests.database.open();
    await other.runScript('test', 'begin');
    await other.runScript('test', `update aggregate set event_count = 5 where aggregate_id = '${created.aggregateId}'`);
    const running = createBatchStore().storeBatch(client, {
      ...onPartition(storing([change], 1), partition),
      decide: (known) => {
        const before = known.aggregates.get(created.aggregateId) ?? aggregateRow(created);
        const row = { ...before, eventCount: before.eventCount + 1 };
        return { ...nothingToWrite, newEvents: [change], changedAggregates: [{ row, before }] };
      },
    });
    await untilBlocked(other, 1);
    await other.runScript('test', 'commit');
    await running;
    expect(await one(`select event_count from aggregate where aggregate_id = '${created.aggregateId}'`)).toEqual({
      event_count: 6,
    });
  });

  test('on the same stretch of the log: one stores, the other is told that it is behind', async () => {
    const partition = takePartition();
    const other = await tests.database.open();
    const requests = ['left', 'right'].map((name) => onPartition(storing([newEvent(name, 0)], 0), partition));
    const results = await Promise.all(
      requests.map((request, index) => createBatchStore().storeBatch(index === 0 ? client : other, request)),
    );
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['BEHIND', 'STORED']);
  });
});
