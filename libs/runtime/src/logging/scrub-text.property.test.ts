import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scrubText } from './scrub-text.ts';

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 });
const separator = fc.constantFrom('', ' ', '-', '.', '/', '\u00a0', ' - '.slice(0, 2));
const around = fc.string({ unit: 'grapheme', maxLength: 40 });

test('eleven digits never survive, however they are separated and whatever stands around them', () => {
  fc.assert(
    fc.property(
      digits,
      fc.array(separator, { minLength: 10, maxLength: 10 }),
      around,
      around,
      (number, gaps, before, after) => {
        const written = number.map((digit, index) => `${digit}${gaps[index] ?? ''}`).join('');
        expect(scrubText(`${before}${written}${after}`)).not.toContain(written);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('scrubbing twice changes nothing more, and text without digits or @ stays as it is', () => {
  fc.assert(
    fc.property(around, (value) => {
      const once = scrubText(value);
      expect(scrubText(once)).toBe(once);
      if (!/[\p{Nd}@]/u.test(value)) expect(once).toBe(value);
    }),
  );
});
