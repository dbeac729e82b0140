import { expect, test } from '@jest/globals';
import { chooseGroups, fitsPattern } from './group-patterns.ts';

test.each([
  ['team-*', 'team-a', true],
  ['team-*', 'other', false],
  ['*', '', true],
  ['*-dlt', 'a-dlt', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'acb', false],
  ['ab*ba', 'aba', false],
  ['a.c', 'abc', false],
  ['a', 'a', true],
])('%j and %j: %p', (pattern, name, fits) => {
  expect(fitsPattern(pattern, name)).toBe(fits);
});

test('groups named outright are watched even when they do not exist, and none twice', () => {
  expect(chooseGroups(['own', 'team-*', 'team-a'], ['team-a', 'team-b', 'x'])).toEqual(['own', 'team-a', 'team-b']);
});
