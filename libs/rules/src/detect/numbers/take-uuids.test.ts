import { expect, test } from '@jest/globals';
import { createDetector } from '../detector.ts';

const detector = createDetector();
const kindsIn = (text: string) => detector.detect(text, 'ID').map(({ kind }) => kind);

test.each([
  'gruppe-58b0bbe0-1f24-4c96-a4b3-f28043658301',
  'gruppe-be214879-9362-4f3b-9fcb-8fdea9662f95',
  'gruppe-4c373dc2-4666-4078-96fa-eb76efc43384',
  '97252256-b1ba-4b67-bb1b-05948085986c',
])('a UUID holds no number, whatever its digits would make: %s', (id) => {
  expect(kindsIn(id)).toEqual([]);
});

test('what stands beside one is searched', () => {
  expect(kindsIn('58b0bbe0-1f24-4c96-a4b3-f28043658301 17912099997')).toEqual(['IDENTITY_NUMBER']);
});
