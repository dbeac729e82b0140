import { expect, test } from '@jest/globals';
import { measureTextRate } from './text-rate.ts';

test('the texts are gone through again until warm-up and measured stretch are done', () => {
  const texts = ['a', 'b', 'c'].map((text) => ({ text, form: 'TEXT' as const }));
  let seen = '';
  const rate = measureTextRate(
    texts,
    ({ text }) => {
      seen += text;
      return 1;
    },
    { warmUpCount: 4, count: 5 },
  );
  expect(seen).toBe('abca' + 'abcab');
  expect(rate.textsPerSecond).toBeGreaterThan(0);
});
