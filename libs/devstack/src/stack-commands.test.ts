import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stackDown, stackEnv, stackStatus, stackUp } from './stack-commands.ts';

let parentFolder = '';
beforeAll(async () => {
  parentFolder = await mkdtemp(join(tmpdir(), 'varselvakt-verbs-'));
});
afterAll(() => rm(parentFolder, { recursive: true }));

function terminal(environment: NodeJS.ProcessEnv = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const stdout = { write: (text: string) => out.push(text) };
  const stderr = { write: (text: string) => err.push(text) };
  return { out, err, options: { parentFolder, environment, stdout, stderr } };
}

test('without a stack, down has nothing to do, and status and env say so with code 1', async () => {
  const { out, err, options } = terminal();
  expect(await stackDown(options)).toBe(0);
  expect(await stackStatus(options)).toBe(1);
  expect(await stackEnv(options)).toBe(1);
  expect(out.join('')).toContain('No stack default is up.');
  expect(err.join('')).toContain('stack up');
});

test('a name that could leave the folder is refused with code 2', async () => {
  const { err, options } = terminal();
  expect(await stackUp({ ...options, name: '../elsewhere' })).toBe(2);
  expect(err).toHaveLength(1);
});

test('an unknown VARSELVAKT_STACK is refused with code 2', async () => {
  const { err, options } = terminal({ VARSELVAKT_STACK: 'kubernetes' });
  expect(await stackUp(options)).toBe(2);
  expect(err.join('')).toContain('auto, env, embedded, docker');
});

test('given addresses are used as they are', async () => {
  const { out, options } = terminal({
    KAFKA_BROKERS: 'b:1',
    KAFKA_SCHEMA_REGISTRY: 'http://r',
    DATABASE_URL: 'postgres://d',
  });
  expect(await stackUp(options)).toBe(0);
  expect(out.join('')).toContain("export KAFKA_BROKERS='b:1'");
});
