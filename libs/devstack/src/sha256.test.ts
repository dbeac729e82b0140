import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkFileHash } from './sha256.ts';

const HASH_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varselvakt-sha256-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file with the expected hash stays', async () => {
  const file = join(folder, 'good.jar');
  await writeFile(file, 'abc');
  await checkFileHash(file, HASH_OF_ABC);
  expect((await stat(file)).size).toBe(3);
});

test('a file with another hash is removed, and the error names it', async () => {
  const file = join(folder, 'bad.jar');
  await writeFile(file, 'abd');
  await expect(checkFileHash(file, HASH_OF_ABC)).rejects.toMatchObject({
    code: 'STACK_HASH_MISMATCH',
    message: expect.stringContaining('bad.jar'),
  });
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
});
