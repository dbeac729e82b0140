import { describe, expect, test } from '@jest/globals';
import { createFailureLimit } from './failure-limit.ts';

const failTimes = (limit: ReturnType<typeof createFailureLimit>, address: string, count: number) => {
  for (let index = 0; index < count; index += 1) limit.failed(address);
};

describe('failed attempts', () => {
  test('ten of them within a minute, and the address waits for the end of it', () => {
    let now = 1_000;
    const limit = createFailureLimit(() => now);
    failTimes(limit, '10.0.0.1', 9);
    expect(limit.waitSeconds('10.0.0.1')).toBe(0);
    now += 20_000;
    failTimes(limit, '10.0.0.1', 1);
    expect([limit.waitSeconds('10.0.0.1'), limit.waitSeconds('10.0.0.2')]).toEqual([40, 0]);
    now += 40_000;
    expect(limit.waitSeconds('10.0.0.1')).toBe(0);
  });

  test('are counted together for neighbours of version 6, who are one', () => {
    const limit = createFailureLimit(() => 0);
    failTimes(limit, '2001:db8:1:2::1', 5);
    failTimes(limit, '2001:db8:1:2:3:4:5:6', 5);
    expect(limit.waitSeconds('2001:db8:1:2::ffff')).toBeGreaterThan(0);
    expect(limit.waitSeconds('2001:db8:1:3::1')).toBe(0);
  });

  test('of many addresses are remembered in bounded memory: the oldest are forgotten', () => {
    const limit = createFailureLimit(() => 0);
    failTimes(limit, '10.0.0.1', 10);
    for (let index = 0; index < 10_000; index += 1)
      limit.failed(`11.${index >> 16}.${(index >> 8) & 255}.${index & 255}`);
    expect(limit.waitSeconds('10.0.0.1')).toBe(0);
  });
});
