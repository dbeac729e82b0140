import { expect, test } from '@jest/globals';
import { firstOffsetHeaders, readFirstOffset } from './first-offset.ts';

const [[name, text] = ['', '']] = Object.entries(firstOffsetHeaders(4_000_000_000n));

test('the first offset of a record that was put back is read from its header', () => {
  expect(readFirstOffset({ [name]: Buffer.from(String(text)) })).toBe(4_000_000_000n);
});

test.each([
  ['there is none', {}],
  ['it is no number', { [name]: Buffer.from('-1') }],
  ['it is longer than any offset', { [name]: Buffer.from('9'.repeat(40)) }],
  ['it stands there twice', { [name]: [Buffer.from('1'), Buffer.from('2')] }],
])('a record was not put back when %s', (_why, headers) => {
  expect(readFirstOffset(headers)).toBeNull();
});
