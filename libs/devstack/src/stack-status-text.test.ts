import { expect, test } from '@jest/globals';
import { describeStack, formatUptime } from './stack-status-text.ts';

test.each([
  [45_900, '45 s'],
  [725_000, '12 min 5 s'],
  [11_520_000, '3 h 12 min'],
])('%i ms are %s', (durationMs, text) => {
  expect(formatUptime(durationMs)).toBe(text);
});

test('a part that does not answer stands out', () => {
  const parts = [{ part: 'kafka', pid: 12, address: '127.0.0.1:1', answers: false }] as const;
  const stack = {
    name: 'x',
    kind: 'embedded',
    profile: 'test',
    stays: true,
    isUp: true,
    isHealthy: false,
    uptimeMs: 1,
    parts,
  } as const;
  expect(describeStack(stack)).toContain('Kafka            DOES NOT ANSWER  127.0.0.1:1  pid 12\n');
});
