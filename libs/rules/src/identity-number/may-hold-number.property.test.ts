import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FieldForm } from '../field-table.ts';
import { findDigitChains } from './digit-groups.ts';
import { foldDigits } from './fold-digits.ts';
import { mayHoldNumber } from './may-hold-number.ts';

const digits = fc.constantFrom('1', '23', '456', '&#49;', '%31', '\u00b9', '\u0661');
const separators = fc.constantFrom(' ', '-', '.', '+', '\t', '\u00ad', '\u00a0');
const others = fc.oneof(fc.constantFrom('a', 'é', '/'), fc.string({ unit: 'binary', maxLength: 1 }));
const piece = fc.oneof(
  { arbitrary: digits, weight: 12 },
  { arbitrary: separators, weight: 5 },
  { arbitrary: others, weight: 1 },
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const form = fc.constantFrom<FieldForm>('TEXT', 'HTML', 'LINK', 'ID');

test('no text with a chain of eleven digits is passed over, however the digits are written', () => {
  let chainCount = 0;
  fc.assert(
    fc.property(text, form, (value, fieldForm) => {
      const chains = findDigitChains(foldDigits(value, fieldForm));
      const longest = Math.max(0, ...chains.map((chain) => chain.reduce((sum, { from, to }) => sum + to - from, 0)));
      if (longest < 11) return;
      chainCount += 1;
      expect(mayHoldNumber(value)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
  expect(chainCount).toBeGreaterThan(100);
});

test('a UUID, a date and a phone number are spared the search', () => {
  for (const value of ['0199a1b2-c3d4-7e5f-8a9b-5a4f3e2d1c0b', '12.03.2026 kl. 10', '+47 99 99 99 99'])
    expect(mayHoldNumber(value)).toBe(false);
});
