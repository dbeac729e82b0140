import { expect, test } from '@jest/globals';
import { classifyInput } from './classify-input.ts';

test.each([
  ['a.txt', '{"eventId":1}', false, 'TEXTS'],
  ['stdin', 'Hei', true, 'TEXTS'],
  ['stdin', '\u0000Hei', true, 'TEXTS'],
  ['a.json', '[{"text":"x"}]', true, 'DOCUMENT'],
  ['stdin', '[x]', true, 'TEXTS'],
  ['stdin', 'Hei', false, 'UNKNOWN'],
  ['a.json', 'Hei', false, 'DOCUMENT'],
  ['a.ndjson', 'Hei', false, 'VALUES'],
  ['a.ndjson', '[1]', false, 'VALUES'],
  ['stdin', '{"a":1}\n{"a":2}', false, 'VALUES'],
  ['stdin', '\n\n  {"a":1}', false, 'VALUES'],
  ['stdin', '\u00ef\u00bb\u00bf{"a":1}', false, 'VALUES'],
  ['stdin', '{"a":"broken\n{"a":2}', false, 'VALUES'],
  ['stdin', '{\n  "a": 1\n}', false, 'DOCUMENT'],
  ['stdin', '{ "a": 1,\n  "b": 2 }', false, 'DOCUMENT'],
  ['stdin', '[\n{"a":1}]', false, 'DOCUMENT'],
  ['a.avro', 'H0199', false, 'AVRO'],
  ['stdin', 'Obj\u0001', false, 'AVRO'],
  ['stdin', '\u0000\u0000\u0000\u0000\u0007H', false, 'AVRO'],
  ['stdin', '\u00c3\u0001abc', false, 'AVRO'],
  ['stdin', 'H0199\u0002\u0000', false, 'AVRO'],
])('%s beginning with %j, texts %j: read as %s', (name, head, asTexts, kind) => {
  expect(classifyInput(name, Buffer.from(head, 'latin1'), asTexts)).toBe(kind);
});
