import { describe, expect, test } from '@jest/globals';
import { toMeasurement, windowOf } from './count-window.ts';

const sample = (atMs: number, count: number, cpuSeconds = 0) => ({ atMs, count, cpuSeconds });

describe('the measured stretch', () => {
  test('begins where the warm-up is over and ends where everything is done', () => {
    const samples = [sample(0, 0, 1), sample(100, 40, 2), sample(200, 60, 3), sample(700, 260, 4), sample(800, 260, 9)];
    expect(windowOf(samples, 50, 260)).toEqual({ eventCount: 200, seconds: 0.5, cpuSeconds: 1 });
  });
  test('begins at the first output when there is no warm-up, so that starting is not counted', () => {
    const samples = [sample(0, 0), sample(5_000, 10), sample(6_000, 110)];
    expect(windowOf(samples, 0, 110)).toMatchObject({ eventCount: 100, seconds: 1 });
  });
  test('is an error when one look saw everything, or the end was never seen', () => {
    expect(() => windowOf([sample(0, 0), sample(100, 110)], 0, 110)).toThrow(RangeError);
    expect(() => windowOf([sample(0, 10), sample(100, 20)], 0, 110)).toThrow(RangeError);
  });
  test('gives rates per second and per second of CPU', () => {
    const measured = toMeasurement({ eventCount: 1_000, seconds: 2, cpuSeconds: 0.5 }, 7);
    expect(measured).toMatchObject({ eventsPerSecond: 500, eventsPerCpuSecond: 2_000, cpuMicrosPerEvent: 500 });
    expect(measured.peakRssBytes).toBe(7);
  });
});
