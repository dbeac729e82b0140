/** Holds, clocks, calendars, long transactions and a grown topic in the middle of deletions: I6 to I8 hold, on real Kafka and Postgres. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createKafkaClient, plainKafkaSettings } from '@varselvakt/kafka';
import { addLegalHold, connect } from '@varselvakt/store';
import { createDeletionWorld, type DeletionWorld, type SeededRecord } from '../fixtures/deletion-world.ts';
import { runOnceFile } from '../fixtures/run-deleter.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const persisterMain = fileURLToPath(new URL('../../persister/src/main.ts', import.meta.url));
const children: ChildProcess[] = [];
let world: DeletionWorld;

beforeAll(async () => {
  world = await createDeletionWorld();
}, 60_000);
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(() => world?.close());

function start(file: string, settings: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [file], {
    env: { ...world.environment, ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout?.resume();
  children.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? child.exitCode;
}

const run = (settings: Readonly<Record<string, string>> = {}) => ended(start(runOnceFile, settings));

/** A run that stands still at a step. */
async function freeze(step: string, settings: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
  const child = start(runOnceFile, { ...settings, FREEZE_AT: step });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

/** What stands of these aggregates in the tables, and whether the last record of each key, in the partition of the first one, is live. */
async function stateOf(ids: readonly string[], records: readonly SeededRecord[]) {
  const list = ids.map((id) => `'${id}'`).join(', ');
  const hashes = ids.map((id) => `ledger_hash((select ledger_key from installation), uuid_send('${id}'))`).join(', ');
  const [row] = await world.ask(`select (select count(*)::int from aggregate where aggregate_id in (${list})) as stored,
    (select count(*)::int from aggregate where aggregate_id in (${list}) and deleting_since is not null) as planned,
    (select count(*)::int from erasure where aggregate_hash in (${hashes})) as erased`);
  const events = await world.readEvents();
  const own = records.filter(({ aggregateId }) => ids.includes(aggregateId));
  const isLive = ({ key, partition }: SeededRecord) => {
    const last = events.filter((event) => event.key?.toString() === key && event.partition === partition).at(-1);
    return last?.value !== null;
  };
  return { ...row, live: own.filter(isLive).length, elsewhere: strayKeys(events, own) };
}

const strayKeys = (
  events: Awaited<ReturnType<DeletionWorld['readEvents']>>,
  records: readonly SeededRecord[],
): number =>
  events.filter(({ key, partition }) =>
    records.some((record) => record.key === key?.toString() && record.partition !== partition),
  ).length;

const gone = (count: number) => ({ stored: 0, planned: 0, erased: count, live: 0, elsewhere: 0 });
const ids = (count: number): readonly string[] => Array.from({ length: count }, () => randomUUID());

describe('a hold that is placed while a batch is published', () => {
  test('comes too late for what is planned, says so, and keeps what is not planned yet', async () => {
    const [planned, later] = ids(2) as [string, string];
    const records = [...(await world.store([{ aggregateId: planned, eventCount: 2 }]))];
    expect(await run({ EXIT_AT: 'hard-deletes-published:1' })).toBe('SIGKILL');
    records.push(...(await world.store([{ aggregateId: later, eventCount: 2 }])));
    const database = await connect(world.environment['DATABASE_URL'] ?? '', { applicationName: 'operator' });
    const holdOf = async (aggregateId: string) => {
      const request = { target: { scope: 'AGGREGATE', aggregateId }, owner: 'kari', expiresAt: Date.now() + 3_600_000 };
      const held = await addLegalHold(database, request as Parameters<typeof addLegalHold>[1], {
        actor: 'kari',
        reason: 'a case',
      });
      return held?.cover.tooLateCount;
    };
    expect([await holdOf(planned), await holdOf(later)]).toEqual([1, 0]);
    await database.close();
    expect(await run()).toBe(0);
    expect(await stateOf([planned], records)).toEqual(gone(1));
    expect(await stateOf([later], records)).toEqual({ stored: 1, planned: 0, erased: 0, live: 2, elsewhere: 0 });
    await world.ask(`update legal_hold set released_at = now(), released_by = 'kari'`);
    expect(await run()).toBe(0);
    expect(await stateOf([later], records)).toEqual(gone(1));
  }, 120_000);
});

describe('a deleter that stands still in the middle of its work', () => {
  test('keeps the others away while it has its connection, and changes nothing once another has taken over', async () => {
    const due = ids(3);
    const records = await world.store(due.map((aggregateId) => ({ aggregateId, eventCount: 2 })));
    const child = await freeze('tombstones-published:1', { DELETER_BATCH_SIZE: '1' });
    expect(await run()).toBe(0);
    expect(await stateOf(due, records)).toMatchObject({ stored: 3, erased: 0 });
    await world.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'varselvakt-deleter'`,
    );
    while ((await stateOf(due, records)).live > 0) expect(await run()).toBe(0);
    expect(await stateOf(due, records)).toEqual(gone(3));
    child.kill('SIGCONT');
    expect(await ended(child)).not.toBe(0);
    expect(await stateOf(due, records)).toEqual(gone(3));
  }, 120_000);
});

describe('a clock that steps in the middle of a run', () => {
  test.each([
    ['an hour ahead', 3_600_000],
    ['400 days back', -400 * 86_400_000],
  ])(
    '%s ends the planning; what is planned goes, the rest waits until the clocks agree',
    async (_, aheadMs) => {
      const due = ids(4);
      const notDue = randomUUID();
      const records = await world.store([
        ...due.map((aggregateId) => ({ aggregateId })),
        { aggregateId: notDue, dueInSeconds: 1_800 },
      ]);
      const step = { DELETER_BATCH_SIZE: '1', CLOCK_AHEAD_MS: String(aheadMs), CLOCK_STEP_AT: 'planned:2' };
      expect(await run(step)).toBe(0);
      expect(await stateOf(due, records)).toEqual({ stored: 2, planned: 0, erased: 2, live: 2, elsewhere: 0 });
      expect(await run()).toBe(0);
      expect(await stateOf(due, records)).toEqual(gone(4));
      expect(await stateOf([notDue], records)).toMatchObject({ stored: 1, planned: 0, live: 1 });
    },
    120_000,
  );
});

describe('calendars', () => {
  const summerEnds = ['2025-10-25T23:59:59Z', '2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'];
  const summerBegins = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z'];
  const inSeconds = (instant: string) => Math.round((Date.parse(instant) - Date.now()) / 1_000);

  test.each(['Europe/Oslo', 'Pacific/Kiritimati'])(
    'do not matter: with process and database in %s all that is due goes, also from the hours that come twice or never, and nothing else',
    async (zone) => {
      const name = new URL(world.environment['DATABASE_URL'] ?? '').pathname.slice(1);
      await world.ask(`alter database ${name} set timezone to '${zone}'`);
      const due = ids(7);
      const kept = ids(2);
      const instants = [...summerEnds, ...summerBegins].map(inSeconds);
      const records = await world.store([
        ...[...instants, -60, -5_400].map((dueInSeconds, index) => ({ aggregateId: due[index] ?? '', dueInSeconds })),
        ...[1_800, 5_400].map((dueInSeconds, index) => ({ aggregateId: kept[index] ?? '', dueInSeconds })),
      ]);
      const child = start(main, { TZ: zone, DELETER_INTERVAL_SECONDS: '1' });
      const past = `select count(*)::int as left_count from event_content_partition where content_day < date '2026-04-01'`;
      for (;;) {
        const [{ left_count: leftCount } = {}] = await world.ask(past);
        const [{ stored_count: storedCount } = {}] = await world.ask(
          `select count(*)::int as stored_count from aggregate where delete_at < now()`,
        );
        if (leftCount === 0 && storedCount === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      child.kill('SIGTERM');
      expect(await ended(child)).toBe(0);
      expect(await stateOf(due, records)).toEqual(gone(due.length));
      expect(await stateOf(kept, records)).toEqual({ stored: 2, planned: 0, erased: 0, live: 2, elsewhere: 0 });
      expect(await world.ask('select count(*)::int as early from erasure where planned_at < due_at')).toEqual([
        { early: 0 },
      ]);
      await world.ask(`alter database ${name} reset timezone`);
    },
    120_000,
  );
});

describe('a transaction that goes on for hours and has read every table', () => {
  test('holds up no deletion', async () => {
    const due = ids(5);
    const records = await world.store(due.map((aggregateId) => ({ aggregateId, eventCount: 2 })));
    const reader = await connect(world.environment['DATABASE_URL'] ?? '', { applicationName: 'backup' });
    await reader.runScript('begin', 'begin isolation level repeatable read');
    await reader.runScript(
      'read',
      'select count(*) from aggregate, event_identity, event_content, case_group, erasure',
    );
    try {
      expect(await run({ DELETER_BATCH_SIZE: '2' })).toBe(0);
      expect(await stateOf(due, records)).toEqual(gone(5));
    } finally {
      await reader.close();
    }
  }, 120_000);
});

describe('an event log with more partitions than were recorded', () => {
  test('is refused by whoever starts; a deleter that runs already goes on to put tombstones where the records lie', async () => {
    const [first, second] = ids(2) as [string, string];
    const records = [...(await world.store([{ aggregateId: first, eventCount: 3 }]))];
    const running = await freeze('planned:1');
    const { kafka } = createKafkaClient(
      plainKafkaSettings((process.env['KAFKA_BROKERS'] ?? '').split(',')),
      () => undefined,
    );
    const admin = kafka.admin();
    await admin.connect();
    await admin.createPartitions({ topicPartitions: [{ topic: world.eventsTopic, count: 7 }] });
    await admin.disconnect();
    running.kill('SIGCONT');
    expect(await ended(running)).toBe(0);
    expect(await stateOf([first], records)).toEqual(gone(1));
    records.push(...(await world.store([{ aggregateId: second, eventCount: 3 }])));
    const starters = [start(main, {}), start(persisterMain, {})];
    for (const child of starters) expect(await ended(child)).toBe(1);
    expect(await stateOf([second], records)).toEqual({ stored: 1, planned: 0, erased: 0, live: 3, elsewhere: 0 });
  }, 120_000);
});
