/** The clock below the process is faked (libfaketime): a deleter whose machine is 400 days ahead, 400 days behind or nearly an hour ahead plans nothing, goes on when it is set right, and takes nothing early (F20, I7). */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { globSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDeletionWorld, type DeletionWorld } from '../fixtures/deletion-world.ts';
import { until } from '../fixtures/run-deleter.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let world: DeletionWorld;
let folder: string;
let deleter: ChildProcess | undefined;

beforeAll(async () => {
  world = await createDeletionWorld();
  folder = await mkdtemp(join(tmpdir(), 'varselvakt-clock-'));
}, 120_000);
afterAll(async () => {
  deleter?.kill('SIGKILL');
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sets the clock of the deleter; it sees this at its next look at the clock, and never half of it. */
function setClock(offset: string): void {
  writeFileSync(join(folder, 'next'), offset);
  renameSync(join(folder, 'next'), join(folder, 'clock'));
}

/** Gives how often it has said so far that the clocks disagree. */
function startDeleter(): () => number {
  const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');
  if (library === undefined) throw new Error('libfaketime is needed (Debian package faketime)');
  const clock = { FAKETIME_TIMESTAMP_FILE: join(folder, 'clock'), FAKETIME_NO_CACHE: '1' };
  deleter = spawn(process.execPath, [main], {
    env: {
      ...world.environment,
      ...clock,
      LD_PRELOAD: library,
      FAKETIME_DONT_FAKE_MONOTONIC: '1', // as when a machine's clock is set: what is waited for is not
      DELETER_INTERVAL_SECONDS: '1',
      DELETER_BATCH_SIZE: '1',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  deleter.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString().split('the clocks of process and database disagree').length - 1;
}

const untilSo = (isSo: () => boolean | Promise<boolean>): Promise<void> =>
  until(async () => {
    if (deleter?.exitCode !== null) throw new Error(`The deleter ended with ${deleter?.exitCode}`);
    return isSo();
  });

const storedOf = async (ids: readonly string[]): Promise<number> => {
  const list = ids.map((id) => `'${id}'`).join(', ');
  const [row] = await world.ask(`select count(*)::int as stored from aggregate where aggregate_id in (${list})`);
  return Number(row?.['stored']);
};

test('a machine whose clock is wrong, or is set while it runs, deletes nothing early, and all that is due once it is right', async () => {
  const notDue = randomUUID();
  await world.store([{ aggregateId: notDue, dueInSeconds: 1_800 }]);
  setClock('+400d');
  const complaintCount = startDeleter();
  // What is on its way while the clock is set comes to Kafka with it, and Kafka refuses what is an hour ahead: that far off only from the start.
  for (const wrong of ['+400d', '-400d', '+50m']) {
    setClock(wrong);
    const seen = complaintCount();
    await untilSo(() => complaintCount() >= seen + 2);
    const due = Array.from({ length: 3 }, () => randomUUID());
    await world.store(due.map((aggregateId) => ({ aggregateId })));
    const later = complaintCount();
    await untilSo(() => complaintCount() >= later + 2);
    expect(await storedOf([...due, notDue])).toBe(4);
    setClock('+0');
    await untilSo(async () => (await storedOf(due)) === 0);
  }
  expect(await storedOf([notDue])).toBe(1);
  const early = await world.ask('select count(*)::int as early from erasure where planned_at < due_at');
  expect(early).toEqual([{ early: 0 }]);
  deleter?.kill('SIGTERM');
  if (deleter !== undefined) expect(await once(deleter, 'exit')).toEqual([0, null]);
}, 300_000);
