import { expect, test } from '@jest/globals';
import { createUnstorableBudget } from './unstorable-budget.ts';

test('so many rows may be given up per window; one more stops the persister until the window is over', () => {
  let now = 0;
  const { spend } = createUnstorableBudget(2, 60_000, () => now);
  spend();
  spend();
  expect(spend).toThrow('2 rows refused within 60000 ms');
  now = 60_000;
  expect(spend).not.toThrow();
});
