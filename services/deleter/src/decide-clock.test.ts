import { expect, test } from '@jest/globals';
import { decideClock } from './decide-clock.ts';

const minuteMs = 60_000;

test.each([
  [0, 'TOGETHER'],
  [5 * minuteMs, 'TOGETHER'],
  [-5 * minuteMs, 'TOGETHER'],
  [5 * minuteMs + 1, 'APART'],
  [-400 * 1_440 * minuteMs, 'APART'],
] as const)('clocks that are %i ms apart count as %s', (apartMs, outcome) => {
  expect(decideClock(1_000_000_000_000 + apartMs, 1_000_000_000_000)).toEqual({ outcome, apartMs: Math.abs(apartMs) });
});
