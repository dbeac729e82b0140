import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findFilesWith, formsOf } from './search-files.ts';

const text = 'merkeordxyz';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varselvakt-search-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-16, little-endian', Buffer.from(text, 'utf16le')],
  ['UTF-16, big-endian', Buffer.from(text, 'utf16le').swap16()],
  ['hexadecimal', Buffer.from(Buffer.from(text).toString('hex'))],
  ['Base64', Buffer.from(Buffer.from(`${text}, and more`).toString('base64'))],
  ['Base64, one byte later', Buffer.from(Buffer.from(`a${text}, and more`).toString('base64'))],
  ['Base64, two bytes later', Buffer.from(Buffer.from(`ab${text}, and more`).toString('base64'))],
  ['Avro, with its length before it', Buffer.concat([Buffer.from([text.length * 2]), Buffer.from(text)])],
])('a text is found in %s, wherever it lies', async (_, bytes) => {
  const path = join(folder, 'file.log');
  await writeFile(path, Buffer.concat([Buffer.alloc(1_001, 'x'), bytes, Buffer.alloc(77, 'y')]));
  expect(await findFilesWith(folder, formsOf(text))).toEqual([path]);
  await writeFile(path, Buffer.alloc(1_001, 'x'));
  expect(await findFilesWith(folder, formsOf(text))).toEqual([]);
});
