/** Every run-time dependency may be used under a licence that we know and may pass on, and all of them come with a hash. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface LockedPackage {
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unlicense',
]);
/** Their package.json names none, but a file LICENSE with the text of MIT lies beside it. */
const mitByFile = new Set(['@kafkajs/confluent-schema-registry', 'buildcheck', 'cpu-features', 'ssh2']);

const installed = Object.entries(lock.packages).filter(
  ([path, { dev, link }]) => path.includes('node_modules/') && dev !== true && link !== true,
);
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? '';

test('run-time dependencies have licences that allow what we do', () => {
  const others = installed
    .filter(([path, { license }]) => (license === undefined ? !mitByFile.has(nameOf(path)) : !allowed.has(license)))
    .map(([path, { license }]) => `${nameOf(path)}: ${license ?? 'none'}`);
  expect(others).toEqual([]);
  expect(installed.length).toBeGreaterThan(100);
});

test('every package that is fetched has its hash in the lock file', () => {
  const unhashed = Object.entries(lock.packages).filter(
    ([path, { integrity, link }]) => path.includes('node_modules/') && link !== true && integrity === undefined,
  );
  expect(unhashed.map(([path]) => path)).toEqual([]);
});
