/** What docs/reliability.md says of tests is so: each file is there, and what is named stands in it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { faults } from './all-faults.ts';
import { promises } from './promises.ts';

const root = join(import.meta.dirname, '../..');

test('every fault has its number once, from 1 to 40', () => {
  expect(faults.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => `F${index + 1}`));
});

test.each([...faults, ...promises].map((one) => [one.id, one.proofs] as const))(
  'the tests of %s are there',
  (_, proofs) => {
    const missing = proofs.filter(
      ({ file, title }) => !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(title),
    );
    expect(missing).toEqual([]);
  },
);

test('a fault that no test makes says why', () => {
  const silent = faults.filter(({ proofs, limit }) => proofs.length === 0 && limit === undefined);
  expect(silent).toEqual([]);
});
