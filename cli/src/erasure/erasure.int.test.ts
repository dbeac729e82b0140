/** `varselvakt erasure` as people run it, on a real Postgres. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';

const aggregateId = '6f9619ff-8b86-7d11-b42d-00c04fc964ff';
const receiptId = '0192f7a0-0000-7000-8000-000000000001';
let database: CommandDatabase;

beforeAll(async () => {
  database = await createCommandDatabase();
});
afterAll(() => database.close());

const addLine = `insert into erasure (aggregate_hash, kind, producer_id, label, cause, receipt_id, event_count, due_at, planned_at, published_at)
  select ledger_hash(ledger_key, uuid_send('${aggregateId}')), 'CASE', 'team-a', 'salary', 'RETENTION', '${receiptId}', 2, now(), now(), now() from installation`;
const seal = `insert into erasure_chain (batch_number, last_number, line_count, batch_hash)
  select 1, max(erasure_number), count(*), erasure_batch_hash(decode(repeat('00', 32), 'hex'), 1, count(*)::integer, string_agg(erasure_line(erasure), '')) from erasure`;

describe('varselvakt erasure', () => {
  test('verifies, shows receipts, and ends with 1 once something was changed', async () => {
    expect(await database.run('erasure', 'verify')).toEqual({
      exitCode: 0,
      output: 'The ledger is empty.\n',
      complaint: '',
    });
    expect(await database.run('erasure', 'receipt', aggregateId)).toMatchObject({ exitCode: 1, output: '' });
    await database.client.runScript('test', addLine);
    expect((await database.run('erasure', 'verify')).complaint).toContain('broken at batch 1');
    await database.client.runScript('test', seal);
    const verified = JSON.parse((await database.run('erasure', 'verify', '--json')).output);
    expect(verified).toMatchObject({ outcome: 'INTACT', batchCount: 1, lineCount: 1 });
    expect(await database.run('erasure', 'verify', '--seal', verified.head)).toMatchObject({ exitCode: 0 });
    expect(await database.run('erasure', 'verify', '--seal', `2:${'0'.repeat(64)}`)).toMatchObject({ exitCode: 1 });
    const receipt = await database.run('erasure', 'receipt', aggregateId.toUpperCase());
    expect([receipt.exitCode, receipt.output]).toEqual([0, expect.stringContaining('line 1 of 1 in batch 1')]);
    expect(receipt.output).not.toContain(aggregateId);
    expect(JSON.parse((await database.run('erasure', 'receipt', receiptId, '--json')).output)).toMatchObject({
      rowsLeftCount: null,
      receipts: [{ receiptId, isSealIntact: true, batch: { seal: verified.head, place: 1 } }],
    });
    await database.client.runScript('test', `update erasure set label = 'other'`);
    const broken = await database.run('erasure', 'verify', '--json');
    expect([broken.exitCode, JSON.parse(broken.output)]).toEqual([
      1,
      { outcome: 'BROKEN', batchNumber: 1, fault: 'HASH' },
    ]);
    expect(await database.run('erasure', 'receipt', receiptId)).toMatchObject({ exitCode: 1 });
  });

  test.each([[['receipt', 'salary']], [['verify', '--seal', '1:abc']], [['verify', '--seal', '0']]])(
    'refuses %j as a wrong use',
    async (args) => {
      expect(await database.run('erasure', ...args)).toMatchObject({ exitCode: 2, output: '' });
    },
  );
});
