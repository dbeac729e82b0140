import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { AcceptedEvent } from '@varselvakt/domain';
import { acceptedEvent, type GivenEvent } from './accepted-events.ts';
import { deletionRequested, messageCreated, noRetention, taskCompleted, taskCreated } from './logged-events.ts';
import { eventually, openWorld, type PersisterProcess, type PersisterWorld } from './persister-world.ts';

jest.setTimeout(120_000);

let world: PersisterWorld;
let persister: PersisterProcess;

beforeAll(async () => {
  world = await openWorld();
  persister = world.start('first');
  await eventually('the persister runs', () => persister.output().includes('"running"'));
});
afterAll(() => world.close());

const make = (given: GivenEvent = {}): AcceptedEvent => acceptedEvent(given, world.hashOf);
const isStored = async ({ event, contentHash }: AcceptedEvent): Promise<boolean> => {
  const { rows } = await world.client.runScript(
    'test',
    `select content_hash from event_identity join event_content using (event_id) where event_id = '${event.eventId}'`,
  );
  return rows.length === 1 && Buffer.compare(rows[0]?.['content_hash'] as Buffer, contentHash) === 0;
};
const stored = (accepted: AcceptedEvent): Promise<void> => eventually('it is stored', () => isStored(accepted));
const told = (eventId: string) => world.feedback().filter((outcome) => outcome.eventId === eventId);
const outcomeOf = async (eventId: string, count = 1) => {
  await eventually('the producer is told', () => told(eventId).length >= count);
  return told(eventId).map(({ outcome, findings }) => [outcome, ...findings.map(({ code }) => code)]);
};
const tombstoned = (accepted: AcceptedEvent): Promise<void> =>
  eventually('it is tombstoned where it lies', () => {
    const key = world.keyOf(accepted);
    const records = world.read(world.topics.events).filter((record) => record.key?.equals(key));
    const [first] = records;
    return records.length > 1 && records.at(-1)?.value === null && records.at(-1)?.partition === first?.partition;
  });
const lettersOf = async (accepted: AcceptedEvent) => {
  const find = () =>
    world.read(world.topics.deadLetter).filter((record) => record.key?.equals(world.keyOf(accepted)) === true);
  await eventually('it is a dead letter', () => find().length > 0);
  return find();
};
const aggregateOf = async ({ event }: AcceptedEvent) => {
  const { rows } = await world.client.runScript(
    'test',
    `select kind, state, deletion_cause, event_count, delete_at <= now() as due from aggregate
      where aggregate_id = '${event.aggregateId}'`,
  );
  return rows[0];
};

describe('an accepted event', () => {
  test('is stored with its aggregate, and nobody is told', async () => {
    const event = make();
    await world.accept(event);
    await stored(event);
    expect(await aggregateOf(event)).toMatchObject({ kind: 'MESSAGE', state: 'CREATED', event_count: 1, due: false });
    const { rows } = await world.client.runScript(
      'test',
      `select payload from event_content where event_id = '${event.event.eventId}'`,
    );
    expect(rows[0]?.['payload']).toEqual(world.encodeAccepted(event));
  });

  test('that comes again from its producer is told as a duplicate, and as nothing when only redelivered', async () => {
    const event = make();
    const sentAgain = { ...event, source: { ...event.source, offset: event.source.offset + 1_000 } };
    const after = make({ aggregateId: event.event.aggregateId, body: deletionRequested, retention: noRetention });
    await world.accept(event, event, sentAgain, after);
    expect(await outcomeOf(event.event.eventId)).toEqual([['DUPLICATE', 'DUPLICATE']]);
    await stored(after);
    expect(told(event.event.eventId)).toHaveLength(1);
  });

  test('with another content under the same id is a conflict: the first stays, the loser is tombstoned', async () => {
    const event = make();
    const loser = make({ eventId: event.event.eventId, body: { ...messageCreated, text: 'Noe annet' } });
    await world.accept(event);
    await stored(event);
    await world.accept(loser);
    expect(await outcomeOf(event.event.eventId)).toEqual([['CONFLICT', 'CONFLICT']]);
    await tombstoned(loser);
    expect(await isStored(event)).toBe(true);
    const winners = world.read(world.topics.events).filter((record) => record.key?.equals(world.keyOf(event)));
    expect(winners.map(({ value }) => value === null)).toEqual([false]);
  });

  test('for another producer’s aggregate is refused, tombstoned and told', async () => {
    const task = make({ body: taskCreated });
    const foreign = make({
      aggregateId: task.event.aggregateId,
      producerId: 'team-b',
      body: taskCompleted,
      retention: noRetention,
    });
    await world.accept(task, foreign);
    expect(await outcomeOf(foreign.event.eventId)).toEqual([['REJECTED', 'AGGREGATE_NOT_OWNED']]);
    await tombstoned(foreign);
    expect(await aggregateOf(task)).toMatchObject({ state: 'OPEN', event_count: 1 });
  });

  test('after the erasure of its aggregate is late: refused, tombstoned and told', async () => {
    const late = make();
    await world.client.runScript(
      'test',
      `insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at,
        published_at) select ledger_hash(ledger_key, uuid_send('${late.event.aggregateId}'::uuid)), 'NOTIFICATION',
        'team-a', 'Tilskudd', 'RETENTION', gen_random_uuid(), 1, now(), now(), now() from installation`,
    );
    await world.accept(late);
    expect(await outcomeOf(late.event.eventId)).toEqual([['LATE', 'LATE']]);
    await tombstoned(late);
    expect(await isStored(late)).toBe(false);
  });

  test('that updates what has not been created is kept, and applied when the creation comes', async () => {
    const completed = make({ body: taskCompleted, retention: noRetention });
    await world.accept(completed);
    await stored(completed);
    expect(await aggregateOf(completed)).toMatchObject({ kind: null, due: false });
    const created = make({ aggregateId: completed.event.aggregateId, body: taskCreated });
    await world.accept(created);
    await stored(created);
    expect(await aggregateOf(created)).toMatchObject({ kind: 'TASK', state: 'COMPLETED', event_count: 2 });
  });

  test('that asks for deletion makes its aggregate due at once', async () => {
    const event = make();
    const request = make({
      aggregateId: event.event.aggregateId,
      body: deletionRequested,
      retention: { operation: 'DELETE_NOW', deleteAt: null, source: 'NONE' },
    });
    await world.accept(event, request);
    await stored(request);
    expect(await aggregateOf(event)).toMatchObject({ deletion_cause: 'PRODUCER', due: true });
  });
});

describe('a record that cannot be stored', () => {
  test('is dead-lettered alone: one bad row of 500, 499 are stored', async () => {
    const events = Array.from({ length: 500 }, (_, index) => make(index === 321 ? { groupId: 'sak \u0000 1' } : {}));
    await world.accept(...events);
    const bad = events[321] as AcceptedEvent;
    await tombstoned(bad);
    const letters = await lettersOf(bad);
    expect(letters.map(({ value }) => value)).toEqual([world.encodeAccepted(bad)]);
    expect(letters[0]?.headers['notif-error-code']).toEqual(Buffer.from('STORE_22021'));
    for (const event of events) if (event !== bad) await stored(event);
    expect(await isStored(bad)).toBe(false);
  });

  test('is dead-lettered and tombstoned when its bytes are broken; tombstones are passed over', async () => {
    const event = make();
    const value = world.encodeAccepted(event).subarray(0, 60);
    await world.writeLog({ key: world.keyOf(event), value, partition: 0 });
    await tombstoned(event);
    const letters = await lettersOf(event);
    expect(letters.map((letter) => letter.value)).toEqual([value]);
    expect(letters[0]?.headers['notif-error-code']).toEqual(Buffer.from('AVRO_CORRUPT'));
  });
});

describe('a persister that is killed', () => {
  test('goes on from the stored offset, although its group has never committed', async () => {
    const before = make();
    await world.accept(before);
    await stored(before);
    await persister.end('SIGKILL');
    const after = make();
    await world.accept(after);
    persister = world.start('second');
    await stored(after);
    const metrics = await persister.metrics();
    expect(metrics).toMatch(/^notif_schema_cache_entries [1-9]/m);
    const handled = [...metrics.matchAll(/^notif_records_total\{.*outcome="(\w+)"\} (\d+)$/gm)];
    const records = handled.map(([, outcome, count]) => [outcome, Number(count)]);
    expect(records).toContainEqual(['accepted', 1]);
    expect(records.filter(([outcome]) => outcome === 'duplicate')).toEqual([]);
    const redelivered = handled.filter(([line]) => line.includes('skipped') && line.includes('MessageCreated'));
    expect(redelivered).toEqual([]);
  });

  test('says nothing of what events hold, and ends cleanly on SIGTERM', async () => {
    expect(persister.output()).not.toMatch(/Brevet er kommet|sak \\u0000/);
    expect(await persister.end('SIGTERM')).toBe(0);
  });
});
