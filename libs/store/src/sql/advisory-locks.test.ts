import { expect, test } from '@jest/globals';
import { advisoryLocks } from './advisory-locks.ts';

test('no two advisory locks are the same', () => {
  const numbers = Object.values(advisoryLocks);
  expect(new Set(numbers).size).toBe(numbers.length);
});
