import { expect, test } from '@jest/globals';
import { describeProgress } from './progress-text.ts';

test('a download says what, how far and how long', () => {
  const progress = { part: 'registry', step: 'download', doneBytes: 54_000_000, totalBytes: 108_000_000 } as const;
  expect(describeProgress(progress, 3210)).toBe('Schema registry  downloading 54 of 108 MB (50 %)  3.2 s');
});

test('a download never claims more than all', () => {
  const progress = { part: 'kafka', step: 'download', doneBytes: 300, totalBytes: 200 } as const;
  expect(describeProgress(progress, 0)).toContain('(100 %)');
});

test('other steps give their detail', () => {
  const progress = { part: 'kafka', step: 'wait', detail: 'another process is downloading it' } as const;
  expect(describeProgress(progress, 900)).toBe('Kafka            waiting: another process is downloading it  0.9 s');
});
