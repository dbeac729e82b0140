import { expect, test } from '@jest/globals';
import { maskCharacter } from './folded-text.ts';
import { maskText } from './mask-text.ts';

test('a mask keeps length and places, whatever spans overlap', () => {
  const masked = maskText('Hei Kari Nordmann!', [
    { start: 4, end: 8 },
    { start: 6, end: 17 },
    { start: 7, end: 9 },
  ]);
  expect(masked).toBe(`Hei ${maskCharacter.repeat(13)}!`);
  expect(maskText('Hei', [])).toBe('Hei');
});
