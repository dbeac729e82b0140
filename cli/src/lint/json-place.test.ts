import { expect, test } from '@jest/globals';
import { findJsonValue } from './json-place.ts';
import { findJsonFault } from './json-fault.ts';

const textAt = (source: string, path: string): string => {
  const { start, end } = findJsonValue(source, 0, path);
  return source.slice(start, end);
};

test('looks through the wrappers of Avro’s JSON', () => {
  const source = '{"body":{"no.varselvakt.CaseOpened":{"title":"x","link":{"string":"y"}}}}';
  expect(textAt(source, 'body.title')).toBe('"x"');
  expect(textAt(source, 'body.link')).toBe('"y"');
});

test('takes the last of equal keys, as the parser does', () => {
  expect(textAt('{"a":"first","a":"last"}', 'a')).toBe('"last"');
});

test('gives the nearest value around one that is not there', () => {
  expect(textAt('{"a":{"b":1,"c":2}}', 'a.x.y')).toBe('{"b":1,"c":2}');
});

test.each([
  ['{"a":1,}', 7],
  ['{"a":"b', 7],
  ['{"a" 1}', 5],
  ['{}', 0],
])('says where %s stops being JSON', (source, position) => {
  expect(findJsonFault(source)).toBe(position);
});
