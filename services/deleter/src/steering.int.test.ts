/** What stops the deleter, short of a fault: a pause, too large a volume, a producer's share; on real Kafka and Postgres. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { approveDeletions, pauseDeletions, resumeDeletions } from '@varselvakt/store';
import { createDeletionWorld, type DeletionWorld } from '../fixtures/deletion-world.ts';
import { readAddress, runDeleter, until } from '../fixtures/run-deleter.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let world: DeletionWorld;

beforeEach(async () => {
  world = await createDeletionWorld();
}, 60_000);
afterEach(() => world.close());

const run = (settings: Record<string, string> = {}) => runDeleter({ ...world.environment, ...settings });

const operator = { actor: 'kari', reason: 'an incident' };
const inAnHour = () => Date.now() + 3_600_000;
const state = async () =>
  (
    await world.ask(`select (select count(*)::int from aggregate) as stored,
      (select count(*)::int from aggregate where deleting_since is not null) as planned, stop_reason from deletion_control`)
  )[0];
const storeDue = (count: number, producerId = 'team-a') =>
  world.store(Array.from({ length: count }, () => ({ aggregateId: randomUUID(), producerId })));
/** Days before today on which so many were erased. */
const eraseBefore = (countADay: number) =>
  world.ask(`insert into erasure_chain (batch_number, last_number, line_count, batch_hash, chained_at)
    select n, n - 10, ${countADay}, sha256('x'), now() - make_interval(days => 5 - n, hours => 1) from generate_series(1, 4) as n`);

describe('a pause', () => {
  test('keeps everything that is not planned yet, lets what is planned go, and ends by itself or by hand', async () => {
    await storeDue(2);
    expect(await run({ EXIT_AT: 'planned:1', DELETER_BATCH_SIZE: '1' })).toBe('SIGKILL');
    await pauseDeletions(world.client, inAnHour(), operator);
    expect(await state()).toMatchObject({ stored: 2, planned: 1 });
    expect(await run()).toBe(0);
    expect(await state()).toMatchObject({ stored: 1, planned: 0 });
    await resumeDeletions(world.client, operator);
    await pauseDeletions(world.client, Date.now() + 2_000, operator);
    expect(await run()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await run()).toBe(0);
    expect(await state()).toMatchObject({ stored: 0 });
  }, 60_000);
});

describe('the circuit breaker', () => {
  const settings = { DELETER_VOLUME_FACTOR: '2', DELETER_VOLUME_FLOOR: '3', DELETER_BATCH_SIZE: '1' };

  test('opens when more is due than is usual, deletes nothing, and closes when somebody has approved', async () => {
    await eraseBefore(3);
    await storeDue(7);
    expect(await run(settings)).toBe(0);
    expect(await state()).toEqual({ stored: 7, planned: 0, stop_reason: 'ABNORMAL_VOLUME' });
    await approveDeletions(world.client, { count: 6, until: inAnHour() }, operator);
    expect(await run(settings)).toBe(0);
    expect(await state()).toMatchObject({ stored: 7 });
    await approveDeletions(world.client, { count: 7, until: inAnHour() }, operator);
    expect(await run(settings)).toBe(0);
    expect(await state()).toEqual({ stored: 0, planned: 0, stop_reason: null });
    await storeDue(1);
    expect(await run(settings)).toBe(0);
    expect(await state()).toEqual({ stored: 1, planned: 0, stop_reason: 'ABNORMAL_VOLUME' });
  }, 60_000);

  test('opens at the absolute limit although nothing is known of earlier days, and counts held ones out', async () => {
    await storeDue(4);
    await storeDue(1, 'team-held');
    await world.ask(
      `insert into legal_hold (scope, producer_id, reason, owner, expires_at) values ('PRODUCER', 'team-held', 'r', 'o', now() + interval '1 day')`,
    );
    expect(await run({ ...settings, DELETER_VOLUME_LIMIT: '3' })).toBe(0);
    expect(await state()).toEqual({ stored: 5, planned: 0, stop_reason: 'ABSOLUTE_LIMIT' });
    expect(await run({ ...settings, DELETER_VOLUME_LIMIT: '4' })).toBe(0);
    expect(await state()).toEqual({ stored: 1, planned: 0, stop_reason: null });
  }, 60_000);

  test('makes the service not ready, with a reason and a metric, until somebody has approved', async () => {
    await storeDue(2);
    const child = spawn(process.execPath, [main], {
      env: { ...world.environment, DELETER_VOLUME_LIMIT: '1', DELETER_INTERVAL_SECONDS: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const address = await readAddress(child.stdout);
      const read = async (path: string) => (await fetch(address + path)).text();
      await until(async () => (await read('/internal/health/ready?verbose')).includes('stopped (ABSOLUTE_LIMIT)'));
      expect(await read('/metrics')).toMatch(/^notif_deleter_stopped 1$/m);
      expect((await fetch(`${address}/internal/health/ready`)).status).toBe(503);
      expect(await state()).toMatchObject({ stored: 2 });
      await approveDeletions(world.client, { count: 2, until: inAnHour() }, operator);
      await until(async () => (await fetch(`${address}/internal/health/ready`)).status === 200);
      await until(async () => (await state())?.['stored'] === 0);
      expect(await read('/metrics')).toMatch(/^notif_deleter_stopped 0$/m);
      expect(await read('/metrics')).toMatch(/^notif_deleter_held_rows 0$/m);
    } finally {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
  }, 60_000);

  test('counts what goes with a case, so that a few cases cannot take a crowd with them unseen', async () => {
    const groups = ['g1', 'g2', 'g3'];
    await world.store(
      groups.flatMap((groupId) => [
        { aggregateId: randomUUID(), kind: 'CASE' as const, groupId },
        ...[1, 2, 3].map(() => ({ aggregateId: randomUUID(), groupId, dueInSeconds: 86_400 })),
      ]),
    );
    expect(await run({ ...settings, DELETER_VOLUME_LIMIT: '4' })).toBe(0);
    expect(await state()).toEqual({ stored: 8, planned: 0, stop_reason: 'ABSOLUTE_LIMIT' });
  }, 60_000);
});

describe('a producer', () => {
  test('has its share of a run, and the rest goes with the next one', async () => {
    await storeDue(5, 'team-many');
    await storeDue(2, 'team-few');
    const settings = { DELETER_PRODUCER_CAP: '3', DELETER_BATCH_SIZE: '1' };
    expect(await run(settings)).toBe(0);
    expect(await world.ask('select producer_id, count(*)::int as left_count from aggregate group by 1')).toEqual([
      { producer_id: 'team-many', left_count: 2 },
    ]);
    expect(await run(settings)).toBe(0);
    expect(await state()).toMatchObject({ stored: 0 });
  }, 60_000);
});
