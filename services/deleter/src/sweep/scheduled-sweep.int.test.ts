/** The deleter verifies by itself: on its running service, what came back is found, told and removed, and the service is not ready until none is left. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDeletionWorld, type DeletionWorld } from '../../fixtures/deletion-world.ts';
import { readAddress, until } from '../../fixtures/run-deleter.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let world: DeletionWorld;

beforeAll(async () => {
  world = await createDeletionWorld();
}, 60_000);
afterAll(() => world.close());

test('a sweep of the running service removes what came back, and the next one verifies', async () => {
  await world.store([{ aggregateId: randomUUID() }]);
  const child = spawn(process.execPath, [main], {
    env: { ...world.environment, DELETER_INTERVAL_SECONDS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await readAddress(child.stdout);
    const read = async (path: string) => (await fetch(address + path)).text();
    await until(async () => (await world.ask('select from erasure')).length === 1);
    expect(await read('/internal/health/ready?verbose')).not.toContain('leftovers');
    // The ledger as if it were two days old, and an event of it in the tables again.
    await world.ask(`update erasure set rows_gone_at = now() - interval '2 days';
      insert into event_identity (event_id, aggregate_id, content_hash, log_topic, log_partition, log_offset, source_topic, source_partition, source_offset)
      values (gen_random_uuid(), gen_random_uuid(), sha256('x'), 1, 0, 0, 1, 0, 0);
      update erasure set aggregate_hash = (select ledger_hash(ledger_key, uuid_send(aggregate_id)) from event_identity, installation)`);
    await until(async () => (await read('/internal/health/ready?verbose')).includes('found 1 leftovers'));
    expect((await fetch(`${address}/internal/health/ready`)).status).toBe(503);
    expect(await world.ask('select from event_identity')).toEqual([]);
    expect(await read('/metrics')).toMatch(/^notif_erasure_found_total\{.*place="rows".*\} 1$/m);
    await world.ask(`update erasure_sweep set finished_at = now() - interval '1 day'`);
    await until(async () => (await read('/metrics')).includes('notif_erasure_last_sweep_found 0'));
    expect(await read('/metrics')).toMatch(/^notif_erasure_last_verified_timestamp_seconds \d+/m);
    await until(async () => (await fetch(`${address}/internal/health/ready`)).status === 200);
    expect(await read('/internal/health/ready?verbose')).toContain('as declared');
    expect(await world.ask('select verified_at is not null as verified from erasure')).toEqual([{ verified: true }]);
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}, 120_000);
