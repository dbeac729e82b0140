import { expect, test } from '@jest/globals';
import { createKeptAnswers } from './kept-answers.ts';

test('an answer is given again for a while, and asked for once by all who ask meanwhile', async () => {
  let now = 0;
  let askedCount = 0;
  const kept = createKeptAnswers(() => now);
  const ask = () => kept.get('q', 10, async () => (askedCount += 1));
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  now = 9;
  expect(await ask()).toBe(1);
  now = 10;
  expect(await ask()).toBe(2);
  kept.forget();
  expect(await ask()).toBe(3);
});

test('a fault is not kept', async () => {
  const kept = createKeptAnswers(() => 0);
  const answers = [Promise.reject(new Error('away')), Promise.resolve('there')];
  const ask = () => kept.get('q', 10, async () => answers.shift());
  await expect(ask()).rejects.toThrow('away');
  await expect(ask()).resolves.toBe('there');
});
