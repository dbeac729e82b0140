import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { parseRegister } from './parse-register.ts';
import type { RegisterFault } from './register-fault.ts';
import { watchRegister } from './watch-register.ts';

const producer = (id: string) => `producers: [{ id: ${id}, team: T, contacts: { chat: x }, environments: [dev] }]\n`;

const eventually = async (isSo: () => boolean): Promise<void> => {
  const deadlineAt = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > deadlineAt) throw new Error('It did not happen in time');
    await delay(10);
  }
};

test('a watched register follows its file, and a broken file never takes the good one away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varselvakt-watch-'));
  const path = join(folder, 'register.yaml');
  await writeFile(path, producer('a'));
  const first = parseRegister([{ name: path, text: producer('a') }]);
  if (first.outcome === 'FAULTY') throw new Error('The first register is faulty');
  const told: RegisterFault[] = [];
  const watch = watchRegister({
    path,
    register: first.register,
    intervalMs: 5,
    onReloaded: () => undefined,
    onFaulty: (faults) => told.push(...faults),
    onUnreadable: () => undefined,
  });

  await writeFile(path, 'producers: [');
  await eventually(() => told.length > 0);
  expect([...watch.current().producers.keys()]).toEqual(['a']);

  await writeFile(path, producer('b'));
  await eventually(() => watch.current().producers.has('b'));

  await watch.close();
  await rm(folder, { recursive: true });
});

test('a register that only one look has seen does not count: it was caught while it was written', async () => {
  const loaded = (id: string) => parseRegister([{ name: 'r.yaml', text: producer(id) }]);
  const first = loaded('a');
  if (first.outcome === 'FAULTY') throw new Error('The first register is faulty');
  const looks = [loaded('a'), loaded('half'), loaded('whole')];
  const reloaded: string[] = [];
  const watch = watchRegister({
    path: 'r.yaml',
    register: first.register,
    intervalMs: 1,
    load: async () => looks.shift() ?? loaded('whole'),
    onReloaded: (register) => reloaded.push(...register.producers.keys()),
    onFaulty: () => undefined,
    onUnreadable: () => undefined,
  });
  await eventually(() => reloaded.length > 0);
  await watch.close();
  expect(reloaded).toEqual(['whole']);
});
