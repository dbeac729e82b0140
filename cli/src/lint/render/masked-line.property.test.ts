import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskLine } from './masked-line.ts';

const secret = 'Z';
const character = fc.constantFrom('a', 'ø', '🙂', ' ', '\n', '\r', '\t', '\u001b', '\u202e', '\ud83d', '\u0000');
const piece = fc.record({
  text: fc.string({ unit: character, maxLength: 60 }),
  secretLength: fc.integer({ min: 1, max: 12 }),
});

describe('the line that is shown', () => {
  test('holds no character of any covered span, nothing that a terminal obeys, and marks what it is about', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(), (pieces, choice) => {
        let text = '';
        const spans = pieces.map(({ text: before, secretLength }) => {
          text += before;
          const start = text.length;
          text += secret.repeat(secretLength);
          return { start, end: text.length };
        });
        const shown = spans[choice % spans.length] ?? { start: 0, end: 0 };
        const { line, marks } = maskLine(text, shown, spans);
        expect(line).not.toContain(secret);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect([...line].filter((_one, index) => marks[index] === '^').join('')).toBe(
          '•'.repeat(shown.end - shown.start),
        );
      }),
    );
  });

  test('cuts a long text around what it is about', () => {
    const text = `${'a'.repeat(500)}12345${'b'.repeat(500)}`;
    const { line, marks } = maskLine(text, { start: 500, end: 505 }, []);
    expect(line).toBe(`…${'a'.repeat(40)}•••••${'b'.repeat(55)}…`);
    expect(marks).toBe(`${' '.repeat(41)}^^^^^`);
  });

  test('points at an empty span too', () => {
    expect(maskLine('abc', { start: 3, end: 3 }, [])).toEqual({ line: 'abc', marks: '   ^' });
  });
});
