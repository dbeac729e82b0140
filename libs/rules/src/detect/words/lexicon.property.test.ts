import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allLists, classesOf, createLexicon } from './lexicon.ts';
import { scanWords } from './scan-words.ts';

const lexicon = createLexicon();

test('every listed word is found again with the classes of its list', () => {
  for (const { list, classes, form } of allLists().filter((listed) => listed.form === 'word')) {
    const lost = list.words
      .split(' ')
      .filter((word) => (classesOf(lexicon, word, 0, word.length) & classes) !== classes);
    expect({ form, lost }).toEqual({ form, lost: [] });
  }
});

test('no two listed words share a slot of the table', () => {
  const words = new Set(
    allLists()
      .filter(({ form }) => form === 'word')
      .flatMap(({ list }) => list.words.split(' ')),
  );
  expect(lexicon.table.slots.filter((value, index) => index % 2 === 1 && value !== 0)).toHaveLength(words.size);
});

test('whatever the text, tokens lie inside it, in order, apart, and hold letters or digits only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { count, from, to } = scanWords({ text, map: null }, lexicon);
      let before = 0;
      for (let token = 0; token < count; token += 1) {
        const [start = -1, end = -1] = [from[token], to[token]];
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toMatch(/^[^\s.,;:!?()\ud800-\udfff]+$/);
        before = end;
      }
      expect(before).toBeLessThanOrEqual(text.length);
    }),
  );
});
