import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BatchTests, onPartition, openBatchTests } from '../../test/batch-tests.ts';
import { aggregateRow, logTopic, newEvent, nothingToWrite, storing } from '../../test/new-events.ts';
import { contentTableOf, createBatchStore, readLogPosition, type StoreClient, StoreError } from '../index.ts';

const dayMs = 86_400_000;
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

describe('storing a batch', () => {
  test('writes identity, content, aggregate and position together', async () => {
    const partition = takePartition();
    const event = newEvent('all four', 7, { logPartition: partition });
    const result = await createBatchStore().storeBatch(client, onPartition(storing([event], 7), partition));
    expect(result.outcome).toBe('STORED');
    const row = await one(`select i.*, c.payload, a.delete_at, a.content_day = c.content_day as together,
        coalesce(i.log_key, event_log_key(i.event_id, i.content_hash)) as key_bytes
      from event_identity i join event_content c using (event_id) join aggregate a on a.aggregate_id = i.aggregate_id
      where i.event_id = '${event.eventId}'`);
    expect(row).toMatchObject({
      payload: event.payload,
      content_hash: event.contentHash,
      key_bytes: event.logKey,
      log_key: null,
      log_offset: '7',
      log_partition: partition,
      source_offset: '1007',
      together: true,
    });
    expect(await readLogPosition(client, logTopic, partition)).toBe(8n);
  });

  test('keeps key bytes that are not of the usual form', async () => {
    const partition = takePartition();
    const event = newEvent('odd key', 0, { logPartition: partition, logKey: Buffer.from([0, 255, 10]) });
    await createBatchStore().storeBatch(client, onPartition(storing([event], 0), partition));
    const row = await one(`select log_key from event_identity where event_id = '${event.eventId}'`);
    expect(row).toEqual({ log_key: event.logKey });
  });

  test('refuses a zombie: what the position has passed is not stored again', async () => {
    const partition = takePartition();
    const [mine, late] = [newEvent('mine', 10), newEvent('of the zombie', 9)];
    await createBatchStore().storeBatch(client, onPartition(storing([mine], 10), partition));
    const result = await createBatchStore().storeBatch(client, onPartition(storing([late], 9), partition));
    expect(result).toEqual({ outcome: 'BEHIND', positions: [{ topic: logTopic, partition, nextOffset: 11n }] });
    expect(await count(`event_identity where event_id = '${late.eventId}'`)).toBe(0);
  });

  test('stores nothing and leaves the position when one value cannot be stored, and says so without the value', async () => {
    const partition = takePartition();
    const [good, bad] = [newEvent('good', 0), newEvent('bad', 1)];
    const secret = 'hemmelig 01010112345';
    const request = storing([good, bad], 0, {
      newAggregates: [aggregateRow(good), aggregateRow(bad, { state: `${secret}\u0000` })],
    });
    const error = await createBatchStore()
      .storeBatch(client, onPartition(request, partition))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'STORE_DATA', retriable: false, sqlState: '22021' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hemmelig');
    expect(await count(`event_identity where event_id = '${good.eventId}'`)).toBe(0);
    expect(await readLogPosition(client, logTopic, partition)).toBeNull();
  });

  test.each(['no uuid', '0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g'])('refuses an id that is none: %p', async (eventId) => {
    const partition = takePartition();
    const request = storing([newEvent('sound', 0), newEvent('of no id', 1, { eventId })], 0);
    const storing0 = createBatchStore().storeBatch(client, onPartition(request, partition));
    await expect(storing0).rejects.toMatchObject({ code: 'STORE_DATA', message: 'STORE_DATA: not a UUID' });
    expect(await readLogPosition(client, logTopic, partition)).toBeNull();
  });

  test('tells of known events with their hash and source', async () => {
    const partition = takePartition();
    const event = newEvent('known', 0);
    await createBatchStore().storeBatch(client, onPartition(storing([event], 0), partition));
    let seen: unknown;
    await createBatchStore().storeBatch(client, {
      ...onPartition(storing([event], 1), partition),
      decide: (known) => {
        seen = known.events.get(event.eventId);
        return nothingToWrite;
      },
    });
    const { eventId, contentHash, source, logOffset } = event;
    expect(seen).toEqual({ eventId, contentHash, source, logOffset });
  });

  test('tells which aggregates the ledger has, and not those that were only pending', async () => {
    const erased = [newEvent('erased', 0), newEvent('was pending', 1), newEvent('never seen', 2)];
    const line = (index: number, kind: string) =>
      `(ledger_hash((select ledger_key from installation), uuid_send('${erased[index]?.aggregateId}'::uuid)), '${kind}',
        'team-a', 'Tilskudd', 'RETENTION', gen_random_uuid(), 1, now(), now(), now())`;
    await client.runScript(
      'test',
      `insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at,
        published_at) values ${line(0, 'NOTIFICATION')}, ${line(1, 'PENDING')}`,
    );
    let seen: ReadonlySet<string> = new Set();
    const partition = takePartition();
    await createBatchStore().storeBatch(client, {
      ...onPartition(storing(erased, 0), partition),
      decide: (known) => {
        seen = known.erasedAggregateIds;
        return nothingToWrite;
      },
    });
    expect([...seen]).toEqual([erased[0]?.aggregateId]);
  });

  test('moves the records of an aggregate that must live longer, and marks the old partition as dirty', async () => {
    const partition = takePartition();
    const event = newEvent('moved', 0, { logPartition: partition });
    const before = aggregateRow(event, { deleteAt: Date.now() + 40 * dayMs });
    await createBatchStore().storeBatch(
      client,
      onPartition(storing([event], 0, { newAggregates: [before] }), partition),
    );
    const after = { ...before, deleteAt: before.deleteAt + dayMs, contentDay: before.contentDay + 1, eventCount: 2 };
    const more = newEvent('moved, and more', 1, { logPartition: partition, aggregateId: event.aggregateId });
    await createBatchStore().storeBatch(
      client,
      onPartition(
        storing([more], 1, {
          newAggregates: [],
          changedAggregates: [{ row: after, before }],
        }),
        partition,
      ),
    );
    const ofAggregate = `where aggregate_id = '${event.aggregateId}'`;
    expect(await count(`${contentTableOf(before.contentDay)} ${ofAggregate}`)).toBe(0);
    expect(await count(`${contentTableOf(after.contentDay)} ${ofAggregate}`)).toBe(2);
    const dirty = `select dirty_since is not null as dirty from event_content_partition
      where table_name = '${contentTableOf(before.contentDay)}'`;
    expect(await one(dirty)).toEqual({ dirty: true });
  });

  test('makes a partition again that was dropped after it had been seen', async () => {
    const partition = takePartition();
    const store = createBatchStore();
    const [first, second] = [newEvent('before the drop', 0), newEvent('after the drop', 1)];
    const row = (event: typeof first) => aggregateRow(event, { deleteAt: Date.now() + 900 * dayMs });
    await store.storeBatch(client, onPartition(storing([first], 0, { newAggregates: [row(first)] }), partition));
    const table = contentTableOf(row(first).contentDay);
    await client.runScript(
      'test',
      `drop table ${table}; delete from event_content_partition where table_name = '${table}'`,
    );
    await store.storeBatch(client, onPartition(storing([second], 1, { newAggregates: [row(second)] }), partition));
    expect(await count(table)).toBe(1);
  });

  test('gives the group to a case and tells so, also after its erasure', async () => {
    const partition = takePartition();
    const event = newEvent('case', 0);
    const groups = [{ label: 'Tilskudd', groupId: 'sak-1' }];
    const newCaseGroups = [{ label: 'Tilskudd', groupId: 'sak-1', caseId: event.aggregateId }];
    const opening = onPartition(storing([event], 0, { newCaseGroups }), partition);
    await createBatchStore().storeBatch(client, { ...opening, keys: { ...opening.keys, groups } });
    const ask = async (offset: number) => {
      let seen: unknown;
      const asking = onPartition(storing([], offset), partition);
      await createBatchStore().storeBatch(client, {
        ...asking,
        keys: { ...asking.keys, groups },
        decide: (known) => {
          seen = [...known.groups.values()];
          return nothingToWrite;
        },
      });
      return seen;
    };
    expect(await ask(1)).toEqual([{ caseId: event.aggregateId, erasing: false }]);
    await client.runScript('test', 'update case_group set case_id = null, erasing_since = now()');
    expect(await ask(2)).toEqual([{ caseId: null, erasing: true }]);
  });
});

test('a database that goes away is transient and breaks the connection', async () => {
  const victim = await tests.database.open();
  const { rows } = await victim.runScript('test', 'select pg_backend_pid() as pid');
  const storing0 = createBatchStore().storeBatch(victim, {
    ...storing([newEvent('cut off', 0)], 0),
    decide: () => nothingToWrite,
  });
  await client.runScript('test', `select pg_terminate_backend(${Number(rows[0]?.['pid'])})`);
  await storing0.catch(() => undefined);
  const error = await victim.runScript('test', 'select 1').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'STORE_TRANSIENT', retriable: true });
  expect(victim.isBroken()).toBe(true);
});
