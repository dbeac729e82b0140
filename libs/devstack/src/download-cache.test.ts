import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cacheFolder, fillOnce, isPresent } from './download-cache.ts';

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'varselvakt-cache-'));
});
afterEach(() => rm(parent, { recursive: true }));

const cached = (fill: (draft: string) => Promise<void>) => ({
  folder: join(parent, 'part-1'),
  isComplete: () => isPresent(join(parent, 'part-1', 'file')),
  fill,
  onWait: () => undefined,
});

test('two that need the same folder at once download it once', async () => {
  let fills = 0;
  const slow = cached(async (draft) => {
    fills += 1;
    await sleep(50);
    await writeFile(join(draft, 'file'), 'whole');
  });
  await Promise.all([fillOnce(slow), fillOnce(slow), fillOnce(slow)]);
  expect(fills).toBe(1);
  expect(await readFile(join(parent, 'part-1', 'file'), 'utf8')).toBe('whole');
  expect(await readdir(parent)).toEqual(['part-1']);
});

test('a fill that fails leaves nothing behind and may be tried again', async () => {
  const broken = cached(async (draft) => {
    await writeFile(join(draft, 'file'), 'half');
    throw new Error('the network is gone');
  });
  await expect(fillOnce(broken)).rejects.toThrow('the network is gone');
  expect(await readdir(parent)).toEqual([]);
});

test('a folder that is not complete is replaced', async () => {
  await fillOnce(cached((draft) => writeFile(join(draft, 'other'), '').then(() => undefined)));
  await fillOnce(cached((draft) => writeFile(join(draft, 'file'), 'whole')));
  expect(await readdir(join(parent, 'part-1'))).toEqual(['file']);
});

test('the cache is where the user wants it, else in their home', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/srv/cache' })).toBe('/srv/cache/varselvakt');
  expect(cacheFolder({ XDG_CACHE_HOME: '' })).toMatch(/\/\.cache\/varselvakt$/);
});
