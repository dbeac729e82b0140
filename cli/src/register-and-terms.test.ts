/** `register check` and `terms`, as people start them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runVarselvakt } from './testing/run-varselvakt.ts';

const sampleRegister = fileURLToPath(new URL('../../libs/testkit/sample/register.yaml', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'varselvakt-register-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const varselvakt = (...args: readonly string[]) => runVarselvakt(args, { folder });

describe('register check', () => {
  test('says what a good register holds', () => {
    const { status, stdout } = varselvakt('register', 'check', sampleRegister);
    expect(stdout).toMatch(/^No faults: \d+ producers, \d+ labels, version [0-9a-f]{12}\n$/);
    expect(status).toBe(0);
  });

  test('tells every fault of a bad one with its place, for people, programs and pull requests', () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, 'producers:\n  - id: A\n    team: ""\n');
    const [plain, json, github] = [[], ['--json'], ['--github']].map((options) =>
      varselvakt('register', 'check', file, ...options),
    );
    expect([plain?.status, json?.status, github?.status]).toEqual([1, 1, 1]);
    expect(plain?.stdout).toContain(`${file}:2:5 producers[0].id: `);
    expect(JSON.parse(json?.stdout ?? '').faults.length).toBe(plain?.stdout.trim().split('\n').length);
    expect(github?.stdout).toContain(`::error file=${file},line=2,col=5,title=register::producers[0].id `);
  });

  test('warns of what is missing before prod without finding fault, for people, programs and pull requests', () => {
    const file = join(folder, 'early.yaml');
    writeFileSync(
      file,
      'producers:\n  - { id: a, team: A, contacts: { chat: c }, environments: [dev, prod], labels: [{ name: L }] }\n',
    );
    const [plain, json, github] = [[], ['--json'], ['--github']].map((options) =>
      varselvakt('register', 'check', file, ...options),
    );
    expect([plain?.status, json?.status, github?.status]).toEqual([0, 0, 0]);
    expect(plain?.stdout).toContain(`${file}:2:5 producers[0].terms: TERMS_NOT_ACCEPTED`);
    expect(JSON.parse(json?.stdout ?? '')).toMatchObject({ faults: [], labelCount: 1 });
    expect(JSON.parse(json?.stdout ?? '').notices.length).toBe(9);
    expect(github?.stdout).toContain(`::warning file=${file},line=2,col=`);
  });

  test('tells a future acceptance and a hash of no version with their places', () => {
    const file = join(folder, 'future.yaml');
    const terms = (hash: string, at: string) =>
      writeFileSync(
        file,
        `producers:\n  - { id: a, team: A, contacts: { chat: c }, environments: [dev],\n      terms: { version: "2026-01", acceptedBy: B, role: R,\n        hash: ${hash},\n        at: "${at}" } }\n`,
      );
    terms('ab'.repeat(32), '2999-01-01T00:00:00Z');
    const { status, stdout } = varselvakt('register', 'check', file, '--github');
    expect(status).toBe(1);
    expect(stdout).toContain(
      `::error file=${file},line=4,col=9,title=register::producers[0].terms.hash is not the hash`,
    );
    expect(stdout).toContain(
      `::error file=${file},line=5,col=9,title=register::producers[0].terms.at lies in the future`,
    );
  });

  test('wants to know where the register is', () => {
    expect(varselvakt('register', 'check').status).toBe(2);
  });
});

describe('register diff', () => {
  test('says in words what a change does', () => {
    const [before, after] = [join(folder, 'before.yaml'), join(folder, 'after.yaml')];
    const one = '  - { id: a, team: A, contacts: { chat: c }, environments: [dev] }\n';
    writeFileSync(before, `producers:\n${one}`);
    writeFileSync(after, `producers:\n${one}${one.replace('id: a', 'id: b')}`);
    expect(varselvakt('register', 'diff', before, after)).toMatchObject({
      status: 0,
      stdout: 'accepts    b: is a new producer\n',
    });
    expect(varselvakt('register', 'diff', before, before).stdout).toBe('No difference.\n');
  });

  test('refuses to compare what is not a register', () => {
    const { status, stderr } = varselvakt('register', 'diff', sampleRegister, join(folder, 'nowhere'));
    expect(status).toBe(1);
    expect(stderr).toContain('There is no such file or folder');
  });
});

describe('terms', () => {
  test('are shown with the hash that an acceptance names', () => {
    const { status, stdout } = varselvakt('terms', 'show', '2026-01', '--lang', 'en');
    expect(status).toBe(0);
    expect(stdout).toContain('- **C12** A national identity number');
    expect(stdout).toMatch(/\nsha256 [0-9a-f]{64}\n$/);
  });

  test('are compared clause by clause', () => {
    const { status, stdout } = varselvakt('terms', 'diff', '2026-01', '--json');
    expect([status, JSON.parse(stdout).changes]).toEqual([0, []]);
  });

  test('of an unknown version are a usage error that names the known ones', () => {
    const { status, stderr } = varselvakt('terms', 'show', '1999-01');
    expect(status).toBe(2);
    expect(stderr).toContain('2026-01');
  });
});
