/** The verification sweep: what the ledger calls erased and is still there is found, on the log and in the tables, and taken away. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDeletionWorld, type DeletionWorld, type SeededRecord } from '../../fixtures/deletion-world.ts';
import { runDeleter } from '../../fixtures/run-deleter.ts';
import { createSweepWorld, type SweepWorld } from '../../fixtures/sweep-world.ts';

let world: DeletionWorld;
let sweeps: SweepWorld;

beforeAll(async () => {
  world = await createDeletionWorld();
  sweeps = createSweepWorld(world);
  // As if the persister had come to the end of the log, whatever it may be.
  await world.ask(`insert into log_position (topic, partition, next_offset)
    select '${world.eventsTopic}', partition, 1000000 from generate_series(0, 2) as partition`);
}, 60_000);
afterAll(async () => {
  await sweeps.close();
  await world.close();
});

/** Runs the deleter until nothing is due. */
async function erase(): Promise<void> {
  expect(await runDeleter(world.environment)).toBe(0);
}

const totals = (results: Awaited<ReturnType<SweepWorld['sweep']>>) => ({
  records: results.reduce((sum, { foundRecordCount }) => sum + foundRecordCount, 0),
  rows: results.reduce((sum, { foundRowCount }) => sum + foundRowCount, 0),
});
const verifiedSql = (id: string) => `select verified_at is not null as verified,
  (select count(*)::int from erasure_finding where erasure_finding.erasure_number = erasure.erasure_number) as found
  from erasure where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send('${id}'))`;
const hash = (id: string) => `ledger_hash((select ledger_key from installation), uuid_send('${id}'))`;

/** The last record of each key, and whether all of them lie where the first one does. */
async function lastOnLog(records: readonly SeededRecord[]) {
  const events = await world.readEvents();
  return records.map(({ key, partition }) => {
    const same = events.filter((event) => event.key?.toString() === key);
    return { isTombstone: same.at(-1)?.value === null, inPlace: same.every((event) => event.partition === partition) };
  });
}

describe('a sweep', () => {
  let erased: readonly SeededRecord[];
  let kept: SeededRecord;
  /** Each test has one of its own. */
  const erasedAt = (index: number): SeededRecord => erased[index] ?? kept;

  beforeAll(async () => {
    erased = await world.store([0, 1, 2, 3, 4].map(() => ({ aggregateId: randomUUID() })));
    const [record] = await world.store([{ aggregateId: randomUUID(), dueInSeconds: 86_400 }]);
    if (record === undefined) throw new Error('one record');
    kept = record;
    await erase();
  }, 60_000);

  test('finds nothing after a deletion, leaves alone what lives, and notes the lines as verified', async () => {
    const { aggregateId } = erasedAt(0);
    expect(await world.ask(verifiedSql(aggregateId))).toEqual([{ verified: false, found: 0 }]);
    expect(totals(await sweeps.sweep())).toEqual({ records: 0, rows: 0 });
    expect(await world.ask(verifiedSql(aggregateId))).toEqual([{ verified: true, found: 0 }]);
    expect(await lastOnLog([kept])).toEqual([{ isTombstone: false, inPlace: true }]);
    expect(await world.ask('select aggregate_id from aggregate')).toEqual([{ aggregate_id: kept.aggregateId }]);
  });

  test('tombstones a record that came back to the log, where it lies, and verifies it only when it is gone', async () => {
    // Not where its id says: a sweep that reckoned the partition anew would miss it.
    const back = { ...erasedAt(1), partition: (erasedAt(1).partition + 1) % 3 };
    await world.ask(`update erasure set verified_at = null where aggregate_hash = ${hash(back.aggregateId)}`);
    await world.publish([back]);
    expect(totals(await sweeps.sweep({ isDryRun: true }))).toEqual({ records: 1, rows: 0 });
    expect(totals(await sweeps.sweep())).toEqual({ records: 1, rows: 0 });
    expect(await world.ask(verifiedSql(back.aggregateId))).toEqual([{ verified: false, found: 1 }]);
    const last = (await world.readEvents()).filter(({ partition }) => partition === back.partition).at(-1);
    expect([last?.key?.toString(), last?.value]).toEqual([back.key, null]);
    expect(totals(await sweeps.sweep())).toEqual({ records: 0, rows: 0 });
    expect(await world.ask(verifiedSql(back.aggregateId))).toEqual([{ verified: true, found: 1 }]);
  });

  test('tombstones a HardDeleted record that is noted as gone and is still there', async () => {
    const ofLine = `aggregate_hash = ${hash(erasedAt(0).aggregateId)}`;
    const [line] = await world.ask(`update erasure set record_gone_at = now() where ${ofLine} returning receipt_id`);
    expect(totals(await sweeps.sweep())).toEqual({ records: 1, rows: 0 });
    const records = await world.readEvents();
    const last = records.filter(({ key }) => key?.toString() === `hard-deleted:${line?.['receipt_id']}`).at(-1);
    expect(last?.value).toBeNull();
  });

  test('leaves to the persister what it has still to decide about, and what it has decided but not published', async () => {
    const [unread, undone] = [0, 1].map((partition) => ({
      ...erasedAt(4),
      key: `${randomUUID()}:000000000000000${partition}`,
      eventId: randomUUID(),
      partition,
    }));
    if (unread === undefined || undone === undefined) throw new Error('two records');
    await world.publish([unread, undone]);
    await world.ask(`update log_position set next_offset = 0 where partition = 0;
      insert into outbox (owner, kind, topic, partition, key)
      values ('PERSISTER', 'TOMBSTONE', '${world.eventsTopic}', 1, convert_to('${undone.key}', 'UTF8'))`);
    expect(totals(await sweeps.sweep())).toEqual({ records: 0, rows: 0 });
    await world.ask('update log_position set next_offset = 1000000; delete from outbox');
    expect(totals(await sweeps.sweep())).toEqual({ records: 2, rows: 0 });
  });

  test('goes on in slices, however small, with one candidate at a time, and after a crash where it was saved', async () => {
    const back = [0, 1, 2].map((partition) => ({ ...erasedAt(4), partition }));
    await world.publish([...back, ...back]);
    const { sweep } = await sweeps.slice({ maxCountPerSlice: 2 });
    expect([sweep.rows.stage, sweep.rowCount, sweep.recordCount]).toEqual(['IDENTITIES', 2, 0]);
    const results = await sweeps.sweep({ maxCountPerSlice: 20, maxCandidateCount: 1 });
    expect(results[0]?.sweep.sweepNumber).toBe(sweep.sweepNumber);
    expect(results.length).toBeGreaterThan(1);
    expect(totals(results)).toEqual({ records: 3, rows: 0 });
    expect(totals(await sweeps.sweep())).toEqual({ records: 0, rows: 0 });
  });

  test('takes away rows that came back: events and contents after their tombstones; an aggregate becomes due for the deleter', async () => {
    const { aggregateId } = erasedAt(2);
    const [orphan] = await world.store([{ aggregateId, dueInSeconds: 86_400 }]);
    await world.ask(`delete from aggregate where aggregate_id = '${aggregateId}'`);
    await world.store([{ aggregateId: erasedAt(3).aggregateId, dueInSeconds: 86_400 }]);
    // An aggregate; an event, whose record is tombstoned with it; its content.
    expect(totals(await sweeps.sweep())).toEqual({ records: 0, rows: 3 });
    expect(
      await world.ask(`select (select count(*)::int from event_identity where event_id = '${orphan?.eventId}') as events,
      (select count(*)::int from event_content where event_id = '${orphan?.eventId}') as contents,
      (select count(*)::int from event_content where event_id = '${kept.eventId}') as kept,
      (select delete_at <= now() from aggregate where aggregate_id = '${erasedAt(3).aggregateId}') as due`),
    ).toEqual([{ events: 0, contents: 0, kept: 1, due: true }]);
    expect(await lastOnLog(orphan === undefined ? [] : [orphan])).toEqual([{ isTombstone: true, inPlace: true }]);
  });
});
