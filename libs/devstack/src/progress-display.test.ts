import { expect, test } from '@jest/globals';
import { createProgressDisplay } from './progress-display.ts';

function record(isTTY: boolean) {
  const written: string[] = [];
  const clock = { nowMs: 0 };
  const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) };
  const display = createProgressDisplay(stream, () => clock.nowMs);
  return { written, clock, display };
}

test('without a terminal, a line is written at each step and every five seconds of a download', () => {
  const { written, clock, display } = record(false);
  for (const nowMs of [0, 1000, 4000, 5000, 6000]) {
    clock.nowMs = nowMs;
    display.report({ part: 'kafka', step: 'download', doneBytes: nowMs, totalBytes: 10_000 });
  }
  display.report({ part: 'kafka', step: 'ready' });
  display.close();
  expect(written).toHaveLength(3);
  expect(written.at(-1)).toBe('Kafka            ready  6.0 s\n');
});

test('on a terminal, each part keeps one line that is drawn anew', () => {
  const { written, clock, display } = record(true);
  display.report({ part: 'kafka', step: 'start' });
  display.report({ part: 'postgres', step: 'start' });
  clock.nowMs = 2500;
  display.report({ part: 'kafka', step: 'ready' });
  display.close();
  const last = written.at(-1) ?? '';
  expect(last.startsWith('\u001b[2A')).toBe(true);
  expect(last.split('\n').filter((line) => line !== '')).toHaveLength(2);
  expect(last).toContain('ready  2.5 s');
});

test('on a narrow terminal a line never wraps, which would spoil the drawing', () => {
  const { written, display } = record(true);
  display.report({ part: 'registry', step: 'wait', detail: 'x'.repeat(200) });
  display.close();
  expect(written.join('').replace('\u001b[2K\r', '').trimEnd().length).toBeLessThan(40);
});
