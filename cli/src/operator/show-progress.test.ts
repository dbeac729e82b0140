import { expect, test } from '@jest/globals';
import { formatProgress, showProgress } from './show-progress.ts';

test.each([
  ['nothing', 0, 10, 'search ░░░░░░░░░░░░░░░░░░░░░░░░ 0 % (0 of 10)'],
  ['half', 5, 10, 'search ████████████░░░░░░░░░░░░ 50 % (5 of 10)'],
  ['more than was counted before', 12, 10, 'search ████████████████████████ 100 % (12 of 10)'],
  ['an unknown whole', 7, null, 'search: 7 …'],
  ['an empty whole', 0, 0, 'search: 0 …'],
])('%s is shown as such', (_, done, total, expected) => {
  expect(formatProgress('search', done, total)).toBe(expected);
});

test('is not written where nobody looks', () => {
  const written: string[] = [];
  const write = ((text: string) => written.push(text) > 0) as NodeJS.WriteStream['write'];
  const bar = showProgress('search', { isTTY: false, write });
  bar.update(1, 2);
  bar.end();
  expect(written).toEqual([]);
});

test('is written to a terminal, not at every step, and taken away in the end', () => {
  const written: string[] = [];
  const write = ((text: string) => written.push(text) > 0) as NodeJS.WriteStream['write'];
  const bar = showProgress('search', { isTTY: true, write });
  bar.update(1, 2);
  bar.update(2, 2);
  bar.end();
  expect(written).toEqual([expect.stringContaining('50 %'), '\r\u001b[K']);
});
