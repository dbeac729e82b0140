/** `varselvakt erasure sweep` as people run it, on real Kafka, registry and Postgres. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPipeline, type Pipeline } from '../../../test/pipeline/open-pipeline.ts';
import { runProgram } from '../../../test/pipeline/run-program.ts';

const aggregateId = '6f9619ff-8b86-7d11-b42d-00c04fc964ff';
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 60_000);
afterAll(() => pipeline.close());

const run = (...args: readonly string[]) =>
  runProgram(process.execPath, [main, 'erasure', ...args], {
    folder: process.cwd(),
    environment: { ...pipeline.environment, NODE_OPTIONS: '--disable-warning=TimeoutNegativeWarning' },
  });
const countEvents = async () => (await pipeline.ask('select from event_identity')).length;

describe('varselvakt erasure sweep', () => {
  test('finds, removes, verifies, and the receipt says what was looked at', async () => {
    await pipeline.ask(`insert into topic (name) values ('${pipeline.topics.events}')`);
    await pipeline.ask(`insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at, published_at)
      select ledger_hash(ledger_key, uuid_send('${aggregateId}')), 'NOTIFICATION', 'team-a', 'salary', 'RETENTION', gen_random_uuid(), 1, now(), now(), now() from installation`);
    await pipeline.ask(`insert into event_identity (event_id, aggregate_id, content_hash, log_topic, log_partition, log_offset, source_topic, source_partition, source_offset)
      values (gen_random_uuid(), '${aggregateId}', sha256('x'), 1, 0, 0, 1, 0, 0)`);
    const dry = await run('sweep', '--dry-run');
    expect([dry.exitCode, dry.complaint]).toEqual([
      1,
      expect.stringContaining('1 rows of what was erased were still there'),
    ]);
    expect(dry.complaint).toContain('Nothing was changed.');
    expect(await countEvents()).toBe(1);
    await pipeline.ask(`update deletion_control set paused_until = now() + interval '1 hour', pause_reason = 'r'`);
    expect(await run('sweep')).toMatchObject({
      exitCode: 1,
      complaint: expect.stringContaining('Deletions are paused'),
    });
    expect(await countEvents()).toBe(1);
    await pipeline.ask('update deletion_control set paused_until = null, pause_reason = null');
    const found = await run('sweep', '--json');
    expect([found.exitCode, JSON.parse(found.output)]).toMatchObject([
      1,
      { sweep: 1, dryRun: false, rowCount: 1, foundRowCount: 1, foundRecordCount: 0 },
    ]);
    expect(await countEvents()).toBe(0);
    const clean = await run('sweep');
    expect([clean.exitCode, clean.output]).toEqual([
      0,
      expect.stringContaining('Nothing of what was erased is there.'),
    ]);
    const receipt = JSON.parse((await run('receipt', aggregateId, '--json')).output).receipts[0];
    expect(receipt).toMatchObject({
      verifiedAt: expect.any(String),
      verification: { sweep: 2, recordCount: 1, rowCount: 0, foundCount: 1 },
    });
  });
});
