/** `varselvakt rebuild` on a real log that has seen everything: the tables that come out are those that went in, and what is erased stays so. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OutgoingRecord } from '@varselvakt/kafka';
import { carriedTables, connect, type Row } from '@varselvakt/store';
import { type OracleRecord, readTopic } from '../../../test/oracle/read-topic.ts';
import { openPipeline, type Pipeline } from '../../../test/pipeline/open-pipeline.ts';
import { createOwnDatabase } from '../../../test/pipeline/own-database.ts';
import { runProgram } from '../../../test/pipeline/run-program.ts';
import { untilQuiet } from '../../../test/pipeline/until-quiet.ts';
import { waitUntil } from '../../../test/pipeline/wait-until.ts';
import { withdrawnScene } from '../../../test/workload/deletion-scenes.ts';
import { generateWorkload } from '../../../test/workload/generate-workload.ts';
import { repeatedOverrideScene } from '../../../test/workload/life-scenes.ts';
import type { WorkloadStart } from '../../../test/workload/planned-record.ts';
import { createPublisher, type Publisher } from '../../../test/workload/publish-workload.ts';
import { createRandom } from '../../../test/workload/random.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const runOnceFile = fileURLToPath(new URL('../../../services/deleter/fixtures/run-once.ts', import.meta.url));
const mix = {
  lives: 30,
  repeats: 8,
  conflicts: 8,
  misfits: 4,
  refused: 2,
  unreadable: 2,
  withdrawn: 8,
  short: 8,
  shortCases: 5,
};
let pipeline: Pipeline;
let publisher: Publisher;
let start: WorkloadStart;

beforeAll(async () => {
  pipeline = await openPipeline();
  publisher = createPublisher(pipeline);
  const services = await pipeline.startAll();
  start = { random: createRandom(6), now: Date.now(), shortRetentionMs: 1_000 };
  await publisher.publish(generateWorkload(start, mix).records);
  await publisher.publish([...repeatedOverrideScene(start).records, ...repeatedOverrideScene(start).records]);
  await untilQuiet(pipeline);
  await waitUntil('nothing is left that is kept shortly', async () => {
    const [row] = await pipeline.ask(
      `select count(*)::int as left_count from aggregate where delete_at < now() + interval '1 hour'`,
    );
    return row?.['left_count'] === 0;
  });
  await untilQuiet(pipeline);
  const [validator, persister, deleter] = services;
  await deleter?.stop();
  await publisher.publish(withdrawnScene(start).records);
  await waitUntil('it is stored', async () => {
    const [row] = await pipeline.ask(`select count(*)::int as due from aggregate where deletion_cause = 'PRODUCER'`);
    return row?.['due'] === 1;
  });
  await Promise.all([validator?.stop(), persister?.stop()]);
  // Announced, and nothing more: its records still lie on the log.
  const child = spawn(process.execPath, [runOnceFile], {
    env: { ...pipeline.environment, EXIT_AT: 'hard-deletes-published:1' },
    stdio: 'inherit',
  });
  await once(child, 'exit');
}, 180_000);
afterAll(() => pipeline?.close());

async function newDatabase(): Promise<string> {
  const name = `rebuilt${randomBytes(5).toString('hex')}`;
  return createOwnDatabase(pipeline.servers.DATABASE_URL, name, { withTables: true });
}

const rebuild = (...args: readonly string[]) => rebuildIn(pipeline, ...args);

async function rebuildIn({ environment }: Pipeline, ...args: readonly string[]) {
  const options = { folder: process.cwd(), environment: { ...environment, USER: 'kari' } };
  const result = await runProgram(process.execPath, [main, 'rebuild', ...args], options);
  return { ...result, report: args.includes('--json') && result.output !== '' ? JSON.parse(result.output) : null };
}

/** What must be the same, by the table that it is about. */
const queries = {
  aggregate: `select aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source, deletion_cause,
      pending_operation, pending_until, producer_id, label, group_id, organisation_number,
      (select case_id from case_group as owner where owner.group_ref = one.group_ref) as case_id
    from aggregate as one where deleting_since is null order by aggregate_id`,
  event_identity: `select event_id, aggregate_id, log.name as log_topic, log_partition, log_offset, content_hash, log_key, source.name as source_topic,
      source_partition, source_offset
    from event_identity join topic as log on log.topic_number = log_topic join topic as source on source.topic_number = source_topic
    where aggregate_id in (select aggregate_id from aggregate where deleting_since is null) order by event_id`,
  event_content: `select event_id, aggregate_id, content_day, payload from event_content
    where aggregate_id in (select aggregate_id from aggregate where deleting_since is null) order by event_id`,
  case_group: `select (select count(*) from case_group where case_id is null and erasing_since is not null)::int as closed, case_id
    from case_group where case_id is not null order by case_id`,
  log_topology: 'select topic, partition_count from log_topology',
};
/** What a HardDeleted record says. */
const announced = `select kind, producer_id, label, cause, receipt_id, round(extract(epoch from due_at) * 1000)::bigint as due_at_ms, record_topic, record_partition
  from erasure order by receipt_id`;

async function readAll(url: string, sql: Readonly<Record<string, string>>): Promise<Record<string, readonly Row[]>> {
  const client = await connect(url, { applicationName: 'test', lookupPlans: false });
  const rows: Record<string, readonly Row[]> = {};
  for (const [name, text] of Object.entries(sql)) rows[name] = (await client.runScript('test', text)).rows;
  await client.close();
  return rows;
}

const askFirst = async (url: string, sql: string) => (await readAll(url, { answer: sql }))['answer']?.[0];

test('a dry run says what is there and stores nothing', async () => {
  const into = await newDatabase();
  const { exitCode, report } = await rebuild('--into', into, '--dry-run', '--json');
  expect([exitCode, report]).toEqual([0, expect.objectContaining({ outcome: 'DRY_RUN', log: expect.anything() })]);
  expect(report.log).toMatchObject({ unreadableCount: 0 });
  expect(report.log.announcedErasureCount).toBeGreaterThanOrEqual(9);
  expect(await askFirst(into, 'select count(*)::int as positions from log_position')).toEqual({ positions: 0 });
});

test('a database that is not empty is refused', async () => {
  const full = await rebuild('--into', pipeline.databaseUrl);
  expect([full.exitCode, full.output]).toEqual([2, '']);
  expect(full.complaint).toContain('The database is not empty (aggregate, event_identity');
});

test('from the log alone all comes back as it was, the erased stays erased, and the persister goes on from there', async () => {
  const into = await newDatabase();
  const { exitCode, report, complaint } = await rebuild('--into', into, '--json');
  expect([exitCode, complaint]).toEqual([0, '']);
  const { tally } = report;
  // The three events of the deletion that was only announced: late, and tombstoned by the persister.
  expect(report).toMatchObject({ outcome: 'EQUAL', tally: { unusableCount: 0, refusedCounts: { LATE: 3 } } });
  expect(report.counts).toMatchObject({ identityCount: tally.storedCount, outboxCount: 6 });
  const [original, rebuilt] = [await readAll(pipeline.databaseUrl, queries), await readAll(into, queries)];
  expect(original['aggregate']?.length).toBeGreaterThan(40);
  for (const table of Object.keys(queries).filter((name) => name !== 'case_group'))
    expect([table, rebuilt[table]]).toEqual([table, original[table]]);
  expect(rebuilt['case_group']).toEqual(original['case_group']);
  const deleting = `select aggregate_id from aggregate where deleting_since is not null`;
  const begun = await askFirst(pipeline.databaseUrl, deleting);
  const [ledger, restored] = [
    (await readAll(pipeline.databaseUrl, { announced }))['announced'] ?? [],
    (await readAll(into, { announced }))['announced'] ?? [],
  ];
  expect(ledger.length).toBeGreaterThanOrEqual(8);
  expect(restored).toEqual(expect.arrayContaining([...ledger.filter((line) => line['kind'] !== 'PENDING')]));
  expect(
    await askFirst(into, `select paused_until > now() + interval '6 days' as paused from deletion_control`),
  ).toEqual({
    paused: true,
  });
  const isErased = `select exists (select from erasure where aggregate_hash =
    ledger_hash((select ledger_key from installation), uuid_send('${begun?.['aggregate_id']}'))) as erased`;
  expect(await askFirst(into, isErased)).toEqual({ erased: true });

  const positions = 'select partition, next_offset from log_position order by partition';
  const ends = (await pipeline.admin.topicBounds(pipeline.topics.events)).map(({ partition, endOffset }) => [
    partition,
    endOffset,
  ]);
  const rows = (await readAll(into, { positions }))['positions'] ?? [];
  expect(rows.map((row) => [row['partition'], BigInt(String(row['next_offset']))])).toEqual(ends);
  pipeline.start('persister', { DATABASE_URL: into, PERSISTER_GROUP_ID: `${pipeline.prefix}again` });
  await waitUntil('what was left of the erased is tombstoned, and that is read', async () => {
    const sql =
      'select (select count(*)::int from outbox) as waiting, (select sum(next_offset)::int from log_position) as read';
    const now = await askFirst(into, sql);
    return now?.['waiting'] === 0 && now['read'] === ends.reduce((sum, [, end]) => sum + Number(end), 3);
  });
  const events = await readTopic(pipeline.servers.KAFKA_BROKERS, pipeline.topics.events);
  const lastOf = new Map(events.map(({ key, value }) => [key?.toString() ?? '', value]));
  const live = [...lastOf]
    .filter(([key, value]) => value !== null && !key.startsWith('hard-deleted:'))
    .map(([key]) => key);
  const keys = `select coalesce(convert_from(log_key, 'UTF8'), convert_from(event_log_key(event_id, content_hash), 'UTF8')) as key from event_identity`;
  const stored = (await readAll(into, { keys }))['keys']?.map((row) => String(row['key'])) ?? [];
  expect(stored.toSorted()).toEqual(live.toSorted());
});

test('a log of which compaction has left but the last record of each key, and no tombstone, gives the same', async () => {
  const compacted = await openPipeline();
  try {
    const events = await readTopic(pipeline.servers.KAFKA_BROKERS, pipeline.topics.events);
    const last = new Map(events.map((record) => [`${record.partition} ${record.key}`, record]));
    const left = [...last.values()].filter(({ value }) => value !== null);
    expect(left.length).toBeLessThan(events.length - 40);
    await compacted.sender.send(atTheirOffsets(left, compacted.topics.events));
    const { exitCode, report } = await rebuildIn(compacted, '--json');
    expect([exitCode, report]).toMatchObject([0, { outcome: 'EQUAL', tally: { unusableCount: 0 } }]);
    expect(report.tally.repeatedCount).toBeGreaterThan(2);
    const { aggregate, event_content, case_group } = queries;
    const places = `select event_id, log_partition, log_offset, source_offset from event_identity
      where aggregate_id in (select aggregate_id from aggregate where deleting_since is null) order by event_id`;
    const same = { aggregate, event_content, case_group, places };
    const rebuilt = await readAll(compacted.databaseUrl, same);
    expect(rebuilt).toEqual(await readAll(pipeline.databaseUrl, same));
  } finally {
    await compacted.close();
  }
});

/** Compaction moves nothing: in place of each record that is gone stands a tombstone that nobody knows. */
function atTheirOffsets(records: readonly OracleRecord[], topic: string): readonly OutgoingRecord[] {
  return [...Map.groupBy(records, ({ partition }) => partition)].flatMap(([partition, some]) => {
    const byOffset = new Map(some.map((record) => [Number(record.offset), record]));
    return Array.from({ length: Math.max(...byOffset.keys()) + 1 }, (_, offset) => {
      const { key, value, headers } = byOffset.get(offset) ?? { key: Buffer.from('gone'), value: null, headers: [] };
      return {
        topic,
        partition,
        key,
        value,
        headers: Object.fromEntries(headers.map(([name, bytes]) => [name, bytes ?? ''])),
      };
    });
  });
}

test('what only Postgres knows is carried over from a database that still has it', async () => {
  const into = await newDatabase();
  const hold = `insert into legal_hold (scope, label, reason, owner, expires_at) values ('LABEL', 'Tilskudd', 'a case', 'kari', now() + interval '1 day')`;
  await readAll(pipeline.databaseUrl, { hold });
  const { exitCode, report } = await rebuild('--into', into, '--keep-from', pipeline.databaseUrl, '--json');
  expect([exitCode, report?.outcome, report?.restoredLineCount]).toEqual([0, 'EQUAL', 1]);
  const kept = {
    installation: 'select * from installation',
    chain: `select * from erasure_chain where batch_number <= (select max(batch_number) - 1 from erasure_chain) order by 1`,
    holds: 'select * from legal_hold',
    groups: 'select group_ref, case_id from case_group order by 1',
    tally: 'select * from event_tally order by day, producer_id, event_type, retention_source, log_partition',
    refs: 'select aggregate_id, group_ref from aggregate where deleting_since is null order by 1',
  };
  const rebuilt = await readAll(into, kept);
  const original = await readAll(pipeline.databaseUrl, { ...kept, chain: 'select * from erasure_chain order by 1' });
  expect(rebuilt).toEqual(original);
  const lines = await readAll(into, { lines: `select * from erasure where event_count > 0 order by erasure_number` });
  expect(lines).toEqual(
    await readAll(pipeline.databaseUrl, { lines: 'select * from erasure order by erasure_number' }),
  );
  const verified = await runProgram(process.execPath, [main, 'erasure', 'verify'], {
    folder: process.cwd(),
    environment: { ...pipeline.environment, DATABASE_URL: into },
  });
  expect([verified.exitCode, verified.output]).toEqual([0, expect.stringContaining('The ledger is intact')]);
});

/** Of each table it is known where its rows come from after a rebuild; a new table must be thought of. */
test('no table is forgotten', async () => {
  const fromLog = ['aggregate', 'event_content', 'event_identity', 'event_content_partition', 'topic'];
  const byItself = ['log_position', 'log_topology', 'schema_version', 'outbox', 'deletion_plan'];
  const carried = carriedTables;
  const tables = `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`;
  const found = (await readAll(pipeline.databaseUrl, { tables }))['tables']?.map((row) => row['relname']);
  expect(found).toEqual([...fromLog, ...byItself, ...carried].toSorted());
});
