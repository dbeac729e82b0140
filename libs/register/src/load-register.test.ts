import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadRegister } from './load-register.ts';

const producer = (id: string) => `producers: [{ id: ${id}, team: T, contacts: { chat: x }, environments: [dev] }]\n`;

describe('loading the register', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'varselvakt-register-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const idsAt = async (path: string) => {
    const result = await loadRegister(path);
    return result.outcome === 'LOADED' ? [...result.register.producers.keys()] : result.faults;
  };

  test('reads one file', async () => {
    await writeFile(join(folder, 'one.yaml'), producer('a'));
    expect(await idsAt(join(folder, 'one.yaml'))).toEqual(['a']);
  });

  test('reads every YAML file below a folder as one register, and nothing else', async () => {
    await mkdir(join(folder, 'team'));
    await writeFile(join(folder, 'b.yml'), producer('b'));
    await writeFile(join(folder, 'team', 'a.yaml'), producer('a'));
    await writeFile(join(folder, 'README.md'), 'not: [yaml');
    expect(await idsAt(folder)).toEqual(['a', 'b']);
  });

  test('tells a missing path and an empty folder as faults', async () => {
    expect(await idsAt(folder)).toMatchObject([{ message: 'There is no YAML file here' }]);
    expect(await idsAt(join(folder, 'none.yaml'))).toMatchObject([{ message: 'There is no such file or folder' }]);
  });
});
