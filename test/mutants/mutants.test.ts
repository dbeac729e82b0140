/** `npm run test:mutants` runs the mutants; here it is only seen to that each of them still fits the product and has its test. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mutants } from './all-mutants.ts';
import { applyMutant, promises } from './mutant.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
const [sample] = mutants as readonly [(typeof mutants)[number]];

describe('a mutant', () => {
  test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'fits the product, can be run, and has its test: %s',
    (_, mutant) => {
      const source = read(mutant.file);
      const mutated = applyMutant(source, mutant);
      expect(mutated).not.toBe(source);
      expect(stripTypeScriptTypes(mutated, { mode: 'strip' }).length).toBeGreaterThan(0);
      // The part behind the last table value of a test.each is not in the text; all others are.
      const name = mutant.testName.replace(/^at \S+ /, '');
      expect(read(mutant.testFile)).toContain(name);
    },
  );

  test('whose text is gone, or stands there twice, is a failure', () => {
    expect(() => applyMutant('nothing', sample)).toThrow('stands 0 times');
    expect(() => applyMutant(`${sample.find} ${sample.find}`, sample)).toThrow('stands 2 times');
  });
});

test('every promise has a mutant, and every mutant a name of its own', () => {
  expect(new Set(mutants.map(({ promise }) => promise))).toEqual(new Set(promises));
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});
