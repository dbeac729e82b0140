import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readLockOwner, takeLock } from './owner-lock.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varselvakt-lock-'));
  file = join(folder, 'owner.lock');
});
afterEach(() => rm(folder, { recursive: true }));

test('of many that try at once, exactly one takes the lock, and nothing else is left in the folder', async () => {
  const attempts = await Promise.all(Array.from({ length: 20 }, () => takeLock(file)));
  expect(attempts.filter((attempt) => attempt.outcome === 'TAKEN')).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['owner.lock']);
});

test('a lock let go can be taken again', async () => {
  const first = await takeLock(file);
  if (first.outcome === 'TAKEN') {
    await first.release();
  }
  expect((await takeLock(file)).outcome).toBe('TAKEN');
});

test.each([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'x' })],
  ['a later process with the same pid', JSON.stringify({ pid: process.pid, startedAt: 'another moment' })],
  ['nobody, because it was written half', '{"pid": 12'],
])('the lock of %s is taken over', async (_, text) => {
  await writeFile(file, text);
  expect(await readLockOwner(file)).toBeNull();
  expect((await takeLock(file)).outcome).toBe('TAKEN');
  expect(await readLockOwner(file)).toMatchObject({ pid: process.pid });
});
