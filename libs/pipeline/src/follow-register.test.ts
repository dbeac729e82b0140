/** A service that can do without a register works on whatever is wrong with it, and takes a good one as soon as there is one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger, createProcessMetrics, createRegisterMetrics } from '@varselvakt/runtime';
import { followOptionalRegister, readRegister } from './follow-register.ts';

const good = (id: string) => `producers: [{ id: ${id}, team: T, environments: [dev] }]\n`;
const eventually = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const deadlineAt = performance.now() + 30_000;
  while (!(await isSo())) {
    if (performance.now() > deadlineAt) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

let folder: string;
let path: string;
const registry = () => createProcessMetrics({ version: '0', commit: '' });
const follow = (metrics: ReturnType<typeof registry>) =>
  followOptionalRegister({
    path,
    intervalMs: 5,
    log: createLogger({ service: 'test', version: '0', level: 'fatal' }),
    metrics: createRegisterMetrics(metrics),
    now: () => 7_000,
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varselvakt-follow-'));
  path = join(folder, 'register.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a register that a service can do without', () => {
  test.each([
    ['is missing', undefined],
    ['is broken', 'producers: ['],
    ['has nobody in it', 'producers: []'],
  ])('and that %s keeps nothing from starting, and is taken when it is good', async (_, text) => {
    if (text !== undefined) await writeFile(path, text);
    const metrics = registry();
    const watch = await follow(metrics);
    try {
      expect(watch.current()).toBeNull();
      expect(await metrics.metrics()).toMatch(/^notif_register_faulty 1$/m);
      await writeFile(path, good('team-a'));
      await eventually(() => watch.current() !== null);
      const { hash } = await readRegister(path);
      expect(watch.current()?.hash).toBe(hash);
      expect(await metrics.metrics()).toMatch(new RegExp(`^notif_register_info\\{version="${hash}"\\} 1$`, 'm'));
    } finally {
      await watch.close();
    }
  });

  test('stays the last good one while its files are broken, and the metrics say so until they are mended', async () => {
    await writeFile(path, good('team-a'));
    const metrics = registry();
    const watch = await follow(metrics);
    try {
      const before = watch.current();
      expect(before).not.toBeNull();
      await writeFile(path, 'producers: [');
      await eventually(async () => /^notif_register_faulty 1$/m.test(await metrics.metrics()));
      expect(watch.current()).toBe(before);
      await writeFile(path, good('team-a'));
      await eventually(async () => /^notif_register_faulty 0$/m.test(await metrics.metrics()));
      expect(watch.current()).toBe(before);
      await writeFile(path, good('team-b'));
      await eventually(() => watch.current()?.producers.has('team-b') === true);
      expect((await metrics.metrics()).match(/^notif_register_info\{/gm)).toHaveLength(1);
    } finally {
      await watch.close();
    }
  });
});
