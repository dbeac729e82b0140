/** What scorecards are made of, counted by a real Postgres. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BatchTests, onPartition, openBatchTests } from '../test/batch-tests.ts';
import { newEvent, storing } from '../test/new-events.ts';
import {
  createBatchStore,
  type EventTraits,
  forgetTally,
  type NewEvent,
  readProducerDeletions,
  readUpcomingByProducer,
  readVolume,
  StoreError,
} from './index.ts';

const dayMs = 86_400_000;
const loggedAt = Date.parse('2026-03-01T23:59:59.999Z');
const traits: EventTraits = { producerId: 'team-v', eventType: 'TaskCreated', retentionSource: 'PRODUCER', loggedAt };
let tests: BatchTests;

beforeAll(async () => {
  tests = await openBatchTests();
});
afterAll(() => tests.database.drop());

const store = (events: readonly NewEvent[], firstOffset: number, partition: number) =>
  createBatchStore().storeBatch(tests.client, onPartition(storing(events, firstOffset), partition));

describe('the volume of a producer', () => {
  test('counts each stored event once by day, type and origin of retention, whatever the batch and the partition', async () => {
    const [here, there] = [tests.takePartition(), tests.takePartition()];
    const made = (seed: string, offset: number, changes: Partial<EventTraits>, logPartition = here) =>
      newEvent(seed, offset, { logPartition, traits: { ...traits, ...changes } });
    const own = made('own', 0, {});
    await store([own, made('default', 1, { retentionSource: 'LABEL_DEFAULT' })], 0, here);
    await store([own, made('own again', 2, {})], 2, here);
    await store([made('elsewhere', 0, {}, there), made('next day', 1, { loggedAt: loggedAt + 1 }, there)], 0, there);
    const { volume, countedFromAt } = await readVolume(tests.client, '2026-03-01');
    const ours = volume.filter(({ producerId }) => producerId === 'team-v');
    expect(ours.map(({ day, retentionSource, eventCount }) => [day, retentionSource, eventCount])).toEqual([
      ['2026-03-01', 'LABEL_DEFAULT', 1],
      ['2026-03-01', 'PRODUCER', 3],
      ['2026-03-02', 'PRODUCER', 1],
    ]);
    expect(countedFromAt).toBeNull();
    expect((await readVolume(tests.client, '2026-03-03')).volume.filter((row) => row.producerId === 'team-v')).toEqual(
      [],
    );
  });

  test('counts nothing of a batch that could not be stored', async () => {
    const partition = tests.takePartition();
    const bad = { ...newEvent('bad', 0), traits: { ...traits, producerId: 'team-w', eventType: 'a\u0000b' } };
    const good = newEvent('good', 1, { traits: { ...traits, producerId: 'team-w' } });
    await expect(store([good, bad], 0, partition)).rejects.toBeInstanceOf(StoreError);
    const { volume } = await readVolume(tests.client, '1970-01-01');
    expect(volume.filter(({ producerId }) => producerId === 'team-w')).toEqual([]);
  });

  test('stores an event all the same when the clock of the log has gone wild', async () => {
    const partition = tests.takePartition();
    const wild = [-1, Number.MAX_SAFE_INTEGER].map((at, index) =>
      newEvent(`wild ${index}`, index, { traits: { ...traits, producerId: 'team-x', loggedAt: at } }),
    );
    expect((await store(wild, 0, partition)).outcome).toBe('STORED');
    const { volume } = await readVolume(tests.client, '1970-01-01');
    const ours = volume.filter(({ producerId }) => producerId === 'team-x');
    expect(ours.map(({ day, eventCount }) => [day, eventCount])).toEqual([
      ['1970-01-01', 1],
      ['9999-12-31', 1],
    ]);
  });

  test('says since when it is counted where events were stored before', async () => {
    const { client } = tests;
    await client.runScript('test', `update schema_version set applied_at = '2020-01-01T00:00Z' where version = 1`);
    const { countedFromAt } = await readVolume(client, '2026-03-01');
    expect(Math.abs(Date.now() - (countedFromAt ?? 0))).toBeLessThan(dayMs);
  });
});

describe('counts of long ago', () => {
  const countOld = async () => tests.count(`event_tally where producer_id = 'team-old'`);

  test('are forgotten after so many days, the oldest first, no more than asked for, and no day sooner', async () => {
    const { client } = tests;
    await client.runScript(
      'test',
      `insert into event_tally select (now() at time zone 'utc')::date - days, 'team-old', 'MessageCreated', 'NONE', 0, 1
       from generate_series(0, 405) as given (days)`,
    );
    const olderCount = await tests.count(`event_tally where day < (now() at time zone 'utc')::date - 400`);
    expect(await forgetTally(client, 400, olderCount - 1)).toBe(olderCount - 1);
    expect(await countOld()).toBe(402);
    expect(await forgetTally(client, 400, 1_000)).toBe(1);
    expect(await forgetTally(client, 400, 1_000)).toBe(0);
    const [row] = (
      await client.runScript(
        'test',
        `select (now() at time zone 'utc')::date - min(day) as age from event_tally where producer_id = 'team-old'`,
      )
    ).rows;
    expect(row).toEqual({ age: 400 });
  });
});

describe('the deletions of a producer', () => {
  beforeAll(() =>
    tests.client.runScript(
      'test',
      `insert into aggregate (aggregate_id, last_event_id, delete_at, deleting_since, content_day, event_count, kind, state, retention_source, deletion_cause, producer_id, label, organisation_number)
       select gen_random_uuid(), gen_random_uuid(), delete_at, deleting_since, current_date, 1, 'MESSAGE', 'CREATED', 'PRODUCER', 'RETENTION', producer, label, '999999999'
       from (values
         ('infinity'::timestamptz, null, 'team-n', 'salary'), (now() + interval '1000 years', null, 'team-n', 'salary'),
         ('2026-01-02T03:04:05Z', null, 'team-a', 'salary'), ('2026-01-03T03:04:05Z', null, 'team-a', 'salary'),
         ('2026-01-01T03:04:05Z', now(), 'team-a', 'salary'), ('2026-01-01T03:04:05Z', null, 'team-a', 'held'),
         (now() + interval '40 hours', null, 'team-a', 'salary'), (now() + interval '40 days', null, 'team-a', 'salary')
       ) as given (delete_at, deleting_since, producer, label);
       insert into legal_hold (scope, label, reason, owner, expires_at) values ('LABEL', 'held', 'r', 'o', now() + interval '1 day')`,
    ),
  );

  test('tell overdue from held and planned ones, and those that would never be', async () => {
    const { deletions } = await readProducerDeletions(tests.client, 1_000);
    const none = { overdueCount: 0, oldestOverdueAt: null, heldCount: 0, plannedCount: 0 };
    expect(deletions).toEqual([
      {
        producerId: 'team-a',
        overdueCount: 2,
        oldestOverdueAt: Date.parse('2026-01-02T03:04:05Z'),
        heldCount: 1,
        plannedCount: 1,
        neverExpiringCount: 0,
      },
      { producerId: 'team-n', ...none, neverExpiringCount: 2 },
    ]);
  });

  test('are counted up to a limit, the oldest first', async () => {
    const { deletions } = await readProducerDeletions(tests.client, 3);
    expect(deletions[0]).toMatchObject({ overdueCount: 1, heldCount: 1, plannedCount: 1 });
  });

  test('that come are counted by day, without what is due already', async () => {
    const upcoming = await readUpcomingByProducer(tests.client, 7);
    const day = new Date(Date.now() + 40 * 3_600_000).toISOString().slice(0, 10);
    const ours = upcoming.filter(({ producerId, dueCount }) => producerId === 'team-a' && dueCount === 1);
    expect(ours).toHaveLength(1);
    expect(Math.abs(Date.parse(ours[0]?.day ?? '') - Date.parse(day))).toBeLessThanOrEqual(dayMs);
  });
});
