import { expect, test } from '@jest/globals';
import { createId } from './create-id.ts';

test('an id is a UUID of version 7 that begins with the time', () => {
  expect(createId(0x0199a1b2c3d4)).toMatch(/^0199a1b2-c3d4-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids of the same moment differ', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => createId(0))).size).toBe(1_000);
});
