import { describe, expect, test } from '@jest/globals';
import { countSmsSegments } from './sms-segments.ts';

describe('an SMS', () => {
  test.each([
    ['nothing', '', 1],
    ['160 letters', 'a'.repeat(160), 1],
    ['161 letters', 'a'.repeat(161), 2],
    ['306 letters', 'a'.repeat(306), 2],
    ['307 letters', 'a'.repeat(307), 3],
    ['160 Norwegian letters', 'æøåÆØÅ§é'.repeat(20), 1],
    ['80 euro signs, two places each', '€'.repeat(80), 1],
    ['81 euro signs', '€'.repeat(81), 2],
    ['a euro sign that does not fit in the rest of a part', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
    ['70 characters beyond the GSM alphabet', '–'.repeat(70), 1],
    ['71 characters beyond the GSM alphabet', '–'.repeat(71), 2],
    ['one curly quote among 70 letters', `”${'a'.repeat(70)}`, 2],
    ['35 emoji of two units', '👍'.repeat(35), 1],
    ['36 emoji of two units', '👍'.repeat(36), 2],
    ['emoji that would be split over two parts', `a${'👍'.repeat(67)}`, 3],
    ['six full parts', 'a'.repeat(918), 6],
    ['one more', 'a'.repeat(919), 7],
  ])('with %s takes its number of segments', (_, text, segments) => {
    expect(countSmsSegments(text)).toBe(segments);
  });
});
