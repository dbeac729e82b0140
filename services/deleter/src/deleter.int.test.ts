/** What is due goes everywhere, what is not due stays; on real Kafka and Postgres, read back by a client that is not ours. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createDeletionWorld, type DeletionWorld, type SeededRecord } from '../fixtures/deletion-world.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let world: DeletionWorld;
const children: ChildProcess[] = [];

beforeAll(async () => {
  world = await createDeletionWorld();
}, 60_000);
afterAll(() => world.close());
afterEach(async () => {
  for (const child of children.splice(0)) await stop(child);
});

function start(settings: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [main], {
    env: { ...world.environment, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  return child;
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  return child.exitCode;
}

async function until(sql: string): Promise<void> {
  for (;;) {
    const [row] = await world.ask(`select (${sql}) as done`);
    if (row?.['done'] === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const countOf = (table: string, ids: readonly string[]) =>
  `(select count(*) from ${table} where aggregate_id in (${ids.map((id) => `'${id}'`).join(', ')}))`;
const goneSql = (ids: readonly string[]) =>
  `${countOf('aggregate', ids)} = 0 and not exists (select from outbox where owner = 'DELETER')`;

const leaderSql = `exists (select from pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database()))`;

/** The last value of each key, and whether everything of the key lies in one partition. */
async function lastOnLog(records: readonly SeededRecord[]) {
  const events = await world.readEvents();
  return records.map(({ key, partition }) => {
    const same = events.filter((event) => event.key?.toString() === key);
    return { isTombstone: same.at(-1)?.value === null, inPlace: same.every((event) => event.partition === partition) };
  });
}

const tombstoned = { isTombstone: true, inPlace: true };
const alive = { isTombstone: false, inPlace: true };

describe('the deleter', () => {
  test('deletes what is due everywhere, tells log and producer, and leaves what is not due as it was', async () => {
    const [due, notDue] = [randomUUID(), randomUUID()];
    const records = await world.store([
      { aggregateId: due, eventCount: 3 },
      { aggregateId: notDue, dueInSeconds: 3_600, eventCount: 2 },
    ]);
    start();
    await until(goneSql([due]));
    for (const table of ['aggregate', 'event_identity', 'event_content']) {
      expect(await world.ask(`select ${countOf(table, [due])}::int as count`)).toEqual([{ count: 0 }]);
    }
    expect(await world.ask(`select ${countOf('event_content', [notDue])}::int as count`)).toEqual([{ count: 2 }]);
    expect(await lastOnLog(records.filter(({ aggregateId }) => aggregateId === due))).toEqual([
      tombstoned,
      tombstoned,
      tombstoned,
    ]);
    expect(await lastOnLog(records.filter(({ aggregateId }) => aggregateId === notDue))).toEqual([alive, alive]);
    const [line] = await world.ask(`select kind, producer_id, label, cause, event_count, receipt_id, record_partition,
      due_at < planned_at and planned_at <= published_at and published_at <= rows_gone_at as in_order,
      aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send('${due}')) as found from erasure`);
    expect(line).toMatchObject({
      kind: 'NOTIFICATION',
      producer_id: 'team-a',
      label: 'salary',
      cause: 'RETENTION',
      event_count: 3,
      in_order: true,
      found: true,
    });
    const events = await world.readEvents();
    const hardDeleted = events.find((event) => event.key?.toString() === `hard-deleted:${line?.['receipt_id']}`);
    expect(hardDeleted?.partition).toBe(line?.['record_partition']);
    const tombstones = events.filter((event) => event.value === null && !event.key?.toString().startsWith('marker:'));
    for (const tombstone of tombstones) expect(tombstone.offset).toBeGreaterThan(hardDeleted?.offset ?? 99n);
    const feedback = (await world.readFeedback()).map((record) => record.key?.toString());
    expect(feedback).toEqual([`team-a:${due}`]);
  }, 60_000);

  test('takes the whole group with a case, and nothing of another group', async () => {
    const [owner, member, early, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const records = await world.store([
      { aggregateId: owner, kind: 'CASE', groupId: 'g1' },
      { aggregateId: member, groupId: 'g1', dueInSeconds: 86_400 * 400, eventCount: 2 },
      { aggregateId: early, groupId: 'g1', dueInSeconds: -5 },
      { aggregateId: other, groupId: 'g2', dueInSeconds: 3_600 },
    ]);
    start();
    await until(goneSql([owner, member, early]));
    const [counts] = await world.ask(
      `select ${countOf('aggregate', [other])}::int as other, (select count(*)::int from case_group where case_id is null and erasing_since is not null) as closed`,
    );
    expect(counts).toEqual({ other: 1, closed: 1 });
    expect(await lastOnLog(records)).toEqual([tombstoned, tombstoned, tombstoned, tombstoned, alive]);
  }, 60_000);

  test('does not wait for its interval when a producer has asked', async () => {
    const [asked, silent] = [randomUUID(), randomUUID()];
    start({ DELETER_INTERVAL_SECONDS: '86400' });
    await until(leaderSql);
    await world.store([{ aggregateId: silent, dueInSeconds: 3_600 }]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await world.store([{ aggregateId: asked, cause: 'PRODUCER', dueInSeconds: 0 }]);
    await until(goneSql([asked]));
    expect(
      await world.ask(
        `select cause from erasure where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send('${asked}'))`,
      ),
    ).toEqual([{ cause: 'PRODUCER' }]);
  }, 60_000);

  test('keeps what is held: by itself, by its label, by its producer, or as a case with a held notification', async () => {
    const [free, held, labelled, produced, owner, member] = Array.from({ length: 6 }, () => randomUUID());
    if (!free || !held || !labelled || !produced || !owner || !member) throw new Error('six ids');
    await world.ask(`insert into legal_hold (scope, aggregate_id, label, producer_id, reason, owner, expires_at) values
      ('AGGREGATE', '${held}', null, null, 'r', 'o', now() + interval '1 day'), ('AGGREGATE', '${member}', null, null, 'r', 'o', now() + interval '1 day'),
      ('LABEL', null, 'held-label', null, 'r', 'o', now() + interval '1 day'), ('PRODUCER', null, null, 'held-team', 'r', 'o', now() + interval '1 day'),
      ('AGGREGATE', '${free}', null, null, 'expired', 'o', now() - interval '1 day')`);
    await world.store([
      { aggregateId: free },
      { aggregateId: held },
      { aggregateId: labelled, label: 'held-label' },
      { aggregateId: produced, producerId: 'held-team' },
      { aggregateId: owner, kind: 'CASE', groupId: 'g-held' },
      { aggregateId: member, groupId: 'g-held' },
    ]);
    start({ DELETER_INTERVAL_SECONDS: '1' });
    await until(goneSql([free]));
    const kept = [held, labelled, produced, owner, member];
    expect(
      await world.ask(
        `select ${countOf('aggregate', kept)}::int as kept, (select count(*)::int from aggregate where deleting_since is not null) as deleting`,
      ),
    ).toEqual([{ kept: 5, deleting: 0 }]);
    await world.ask(`update legal_hold set released_at = now(), released_by = 'test'`);
    await until(goneSql(kept));
  }, 60_000);

  test('shares the work with a second one without doing anything twice', async () => {
    const ids = Array.from({ length: 60 }, () => randomUUID());
    await world.store(ids.map((aggregateId) => ({ aggregateId, eventCount: 2 })));
    start({ DELETER_BATCH_SIZE: '7', DELETER_INTERVAL_SECONDS: '1' });
    start({ DELETER_BATCH_SIZE: '7', DELETER_INTERVAL_SECONDS: '1' });
    await until(goneSql(ids));
    const hashes = ids.map((id) => `ledger_hash((select ledger_key from installation), uuid_send('${id}'))`);
    expect(
      await world.ask(`select count(*)::int as lines from erasure where aggregate_hash in (${hashes.join(', ')})`),
    ).toEqual([{ lines: 60 }]);
    const keys = (await world.readFeedback()).map((record) => record.key?.toString());
    for (const id of ids) expect(keys.filter((key) => key === `team-a:${id}`)).toHaveLength(1);
  }, 60_000);

  test('deletes an aggregate whose creation never came, without announcing it on the log', async () => {
    const pending = randomUUID();
    const records = await world.store([{ aggregateId: pending, kind: null }]);
    start();
    await until(goneSql([pending]));
    expect(
      await world.ask(
        `select kind, record_topic from erasure where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send('${pending}'))`,
      ),
    ).toEqual([{ kind: 'PENDING', record_topic: null }]);
    expect(await lastOnLog(records)).toEqual([tombstoned]);
  }, 60_000);

  test('leaves alone what has fewer log keys than events, deletes the rest, and says so', async () => {
    const [broken, sound] = [randomUUID(), randomUUID()];
    await world.store([{ aggregateId: broken, eventCount: 2 }, { aggregateId: sound }]);
    await world.ask(`update aggregate set event_count = 3 where aggregate_id = '${broken}'`);
    start();
    await until(goneSql([sound]));
    expect(
      await world.ask(`select deleting_since, event_count from aggregate where aggregate_id = '${broken}'`),
    ).toEqual([{ deleting_since: null, event_count: 3 }]);
    await world.ask(`update aggregate set event_count = 2 where aggregate_id = '${broken}'`);
  }, 60_000);

  test('tombstones its HardDeleted records when every reader has had time, and keeps younger ones', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await world.store([{ aggregateId: old }, { aggregateId: young }]);
    const first = start();
    await until(goneSql([old, young]));
    await stop(first);
    const [line] = await world.ask(`update erasure set rows_gone_at = now() - interval '31 days'
      where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send('${old}')) returning receipt_id`);
    start();
    await until(
      `exists (select from erasure where receipt_id = '${line?.['receipt_id']}' and record_gone_at is not null)`,
    );
    const last = (await world.readEvents())
      .filter((event) => event.key?.toString() === `hard-deleted:${line?.['receipt_id']}`)
      .at(-1);
    expect(last?.value).toBeNull();
    expect(await world.ask(`select count(*)::int as gone from erasure where record_gone_at is not null`)).toEqual([
      { gone: 1 },
    ]);
  }, 60_000);

  test('drops the data file of a day from which everything is gone, and rewrites one that still holds something', async () => {
    const [old, kept, erased] = [randomUUID(), randomUUID(), randomUUID()];
    const longAgo = -86_400 * 10;
    await world.store([
      { aggregateId: old, dueInSeconds: longAgo },
      { aggregateId: kept, dueInSeconds: longAgo - 86_400 },
      { aggregateId: erased, dueInSeconds: longAgo - 86_400 },
    ]);
    const hold = `insert into legal_hold (scope, aggregate_id, reason, owner, expires_at) values ('AGGREGATE', '${kept}', 'r', 'o', now() + interval '1 day')`;
    const tableOf = (id: string) =>
      `(select 'event_content_' || to_char(content_day, 'YYYYMMDD') from aggregate where aggregate_id = '${id}')`;
    await world.ask(hold);
    const [before] = await world.ask(
      `select ${tableOf(old)} as emptied, ${tableOf(kept)} as shared, pg_relation_filenode(${tableOf(kept)}::regclass) as file`,
    );
    start({ CONTENT_REWRITE_HOURS: '0', DELETER_INTERVAL_SECONDS: '1' });
    await until(goneSql([old, erased]));
    await until(`to_regclass('${before?.['emptied']}') is null`);
    await until(`pg_relation_filenode('${before?.['shared']}'::regclass) <> ${before?.['file']}`);
    expect(
      await world.ask(
        `select aggregate_id, payload = 'text' as intact from event_content where aggregate_id = '${kept}'`,
      ),
    ).toEqual([{ aggregate_id: kept, intact: true }]);
    expect(
      await world.ask(
        `select count(*)::int as listed from event_content_partition where table_name = '${before?.['emptied']}'`,
      ),
    ).toEqual([{ listed: 0 }]);
  }, 60_000);

  test('goes on after its connection to the database is cut, and so does one that stood by', async () => {
    const ids = Array.from({ length: 40 }, () => randomUUID());
    start({ DELETER_BATCH_SIZE: '1', DELETER_INTERVAL_SECONDS: '1' });
    start({ DELETER_BATCH_SIZE: '1', DELETER_INTERVAL_SECONDS: '1' });
    await until(leaderSql);
    await world.store(ids.map((aggregateId) => ({ aggregateId })));
    for (let cut = 0; cut < 4; cut += 1) {
      await world.ask(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'varselvakt-deleter'`,
      );
      await until(leaderSql);
    }
    await until(goneSql(ids));
    const hashes = ids.map((id) => `ledger_hash((select ledger_key from installation), uuid_send('${id}'))`);
    expect(
      await world.ask(`select count(*)::int as lines from erasure where aggregate_hash in (${hashes.join(', ')})`),
    ).toEqual([{ lines: 40 }]);
  }, 60_000);

  test('appends a marker to every partition, and ends with 0 on SIGTERM', async () => {
    const markerCount = async () =>
      (await world.readEvents()).filter((event) => event.key?.toString().startsWith('marker:')).length;
    const before = await markerCount();
    const child = start({ DELETER_MARKER_INTERVAL_SECONDS: '1', DELETER_INTERVAL_SECONDS: '1' });
    while ((await markerCount()) < before + 6) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await stop(child)).toBe(0);
  }, 60_000);
});
