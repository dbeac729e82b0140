import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findInJsonString, findJsonItems, findJsonValue } from './json-place.ts';

const key = fc.stringMatching(/^[a-z]{1,6}$/);
const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));

type Found = { readonly path: string; readonly value: unknown };

const allPaths = (value: unknown, path: string): readonly Found[] => {
  const here = [{ path, value }];
  if (Array.isArray(value)) return [...here, ...value.flatMap((item, index) => allPaths(item, `${path}[${index}]`))];
  if (typeof value !== 'object' || value === null) return here;
  return [
    ...here,
    ...Object.entries(value).flatMap(([name, inner]) => allPaths(inner, path === '' ? name : `${path}.${name}`)),
  ];
};

/** A wrapped union and an object with one member look the same; a path ends at the wrapper or at the text inside. */
const isWrapper = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1;

test('every value is found where JSON.stringify put it, whatever the layout', () => {
  fc.assert(
    fc.property(tree, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
      const source = JSON.stringify(value, undefined, indent);
      for (const { path, value: expected } of allPaths(value, '')) {
        if (isWrapper(expected)) continue;
        const { start, end } = findJsonValue(source, 0, path);
        expect(JSON.parse(source.slice(start, end))).toEqual(Object.is(expected, -0) ? 0 : expected);
      }
    }),
  );
});

test('every unit of a string is found behind its escapes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const source = JSON.stringify(text);
      for (let index = 0; index < text.length; index += 1) {
        const [from, to] = [findInJsonString(source, 0, index), findInJsonString(source, 0, index + 1)];
        expect(JSON.parse(`"${source.slice(from, to)}"`)).toBe(text[index]);
      }
    }),
  );
});

test('every item of an array is found', () => {
  fc.assert(
    fc.property(fc.array(tree), (items) => {
      const source = JSON.stringify(items, undefined, 1);
      const found = findJsonItems(source, 0).map(({ start, end }) => JSON.parse(source.slice(start, end)) as unknown);
      expect(found).toEqual(JSON.parse(source));
    }),
  );
});

test('ends on any text, also one that is no JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', ' ') }), (source) => {
      const { start, end } = findJsonValue(source, 0, 'a[0].a');
      expect(start).toBeLessThanOrEqual(source.length);
      expect(end).toBeLessThanOrEqual(source.length + 1);
      findJsonItems(source, 0);
    }),
  );
});
