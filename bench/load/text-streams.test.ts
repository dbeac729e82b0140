import { expect, test } from '@jest/globals';
import { createRandom } from './random.ts';
import { createHostileTexts, createMixedTexts } from './text-streams.ts';

const count = 5_000;

test('mixed texts have about a hundred characters, and some are HTML', () => {
  const texts = createMixedTexts(createRandom(1), count);
  const meanLength = texts.reduce((sum, { text }) => sum + text.length, 0) / count;
  expect(meanLength).toBeGreaterThan(90);
  expect(meanLength).toBeLessThan(110);
  expect(texts.filter(({ form }) => form === 'HTML').length).toBeGreaterThan(count / 50);
});

test('the same seed gives the same texts', () => {
  for (const create of [createMixedTexts, createHostileTexts])
    expect(create(createRandom(7), 50)).toEqual(create(createRandom(7), 50));
});

test('hostile texts have at most a hundred characters, spellings meant to evade apart', () => {
  const long = createHostileTexts(createRandom(1), count).filter(({ text }) => text.length > 100);
  expect(long.length).toBe(0);
});
