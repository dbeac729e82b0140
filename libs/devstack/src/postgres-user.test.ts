import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isReachable } from './postgres-user.ts';

const stranger = { uid: 54_321, gid: 54_321 };
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varselvakt-reach-'));
  await mkdir(join(folder, 'inner'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a folder below one that is closed to others cannot be reached by them', async () => {
  await chmod(folder, 0o700);
  expect(await isReachable(join(folder, 'inner', 'file'), stranger)).toBe(false);
});

test('it can be reached once every folder above it lets others through', async () => {
  await chmod(folder, 0o711);
  await chmod(join(folder, 'inner'), 0o711);
  expect(await isReachable(join(folder, 'inner', 'file'), stranger)).toBe(true);
});
