import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { decideProgress } from './decide-progress.ts';
import { watchProgress } from './progress-watch.ts';

const limits = { unhealthyAfterMs: 120_000, exitAfterMs: 300_000 };

describe('deciding on a loop', () => {
  const blocked = { reportedAt: 0, blockedSinceAt: 1_000, reason: 'DB_DOWN' };
  const idle = { reportedAt: 1_000, blockedSinceAt: null, reason: 'idle' };
  test.each([
    ['blocked', blocked, 120_999, 'MOVING'],
    ['blocked', blocked, 121_000, 'UNHEALTHY'],
    ['blocked', blocked, 300_999, 'UNHEALTHY'],
    ['blocked', blocked, 301_000, 'EXIT'],
    ['silent', idle, 120_999, 'MOVING'],
    ['silent', idle, 121_000, 'UNHEALTHY'],
    ['silent', idle, 301_000, 'EXIT'],
  ] as const)('that is %s %# gives the verdict of its time', (_, state, now, verdict) => {
    expect(decideProgress(state, now, limits).verdict).toBe(verdict);
  });
});

describe('watching loops', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  function watch() {
    jest.useFakeTimers();
    const exits: string[] = [];
    let skew = 0;
    const started = Date.now();
    const made = watchProgress({
      ...limits,
      onExit: (loop) => exits.push(loop.name),
      now: () => Date.now() - started + skew,
    });
    return {
      ...made,
      exits,
      health: made.healthCheck.check,
      suspend: (ms: number) => {
        skew += ms;
      },
    };
  }

  test('a loop that reports stays healthy, one that cannot progress becomes unhealthy and ends the process once', () => {
    const { track, exits, health, close } = watch();
    const good = track('good');
    const bad = track('bad');
    for (let second = 0; second < 400; second += 1) {
      jest.advanceTimersByTime(1_000);
      good.idle();
      bad.blocked('KAFKA_DOWN');
      if (second === 110) expect(health().ok).toBe(true);
      if (second === 130)
        expect(health()).toMatchObject({
          ok: false,
          reason: expect.stringMatching(/^bad: no progress for 13\d s \(KAFKA_DOWN\)$/),
        });
    }
    expect(exits).toEqual(['bad']);
    close();
  });

  test('progress clears the blame, and a loop that has ended is not watched', () => {
    const { track, exits, health, loops, close } = watch();
    const loop = track('loop');
    loop.blocked('X');
    jest.advanceTimersByTime(200_000);
    expect([health().ok, loops()]).toEqual([false, [{ name: 'loop', isAlive: false }]]);
    loop.progressed();
    expect([health().ok, loops()]).toEqual([true, [{ name: 'loop', isAlive: true }]]);
    loop.ended();
    expect(loops()).toEqual([]);
    jest.advanceTimersByTime(1_000_000);
    expect([health().ok, exits]).toEqual([true, []]);
    close();
  });

  test('a process that was suspended for an hour is not blamed for it', () => {
    const { track, exits, health, suspend, close } = watch();
    track('loop').idle();
    suspend(3_600_000);
    jest.advanceTimersByTime(2_000);
    expect([health().ok, exits]).toEqual([true, []]);
    close();
  });
});
