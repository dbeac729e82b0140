import { describe, expect, test } from '@jest/globals';
import { nextDelayMs, retryUntilDone, WaitAborted } from './retry-until-done.ts';

const quick = { minDelayMs: 1, maxDelayMs: 2 };

describe('retrying until done', () => {
  test('goes on after faults that may heal, and gives the result', async () => {
    let attemptCount = 0;
    const result = await retryUntilDone(
      async () => {
        attemptCount += 1;
        if (attemptCount < 4) throw new Error('not yet');
        return 'there';
      },
      { ...quick, signal: new AbortController().signal },
    );
    expect([result, attemptCount]).toEqual(['there', 4]);
  });

  test('ends at once on an error that says that no retry helps', async () => {
    let attemptCount = 0;
    const failing = retryUntilDone(
      async () => {
        attemptCount += 1;
        throw Object.assign(new Error('wrong password'), { retriable: false });
      },
      { ...quick, signal: new AbortController().signal },
    );
    await expect(failing).rejects.toThrow('wrong password');
    expect(attemptCount).toBe(1);
  });

  test('ends in the middle of a long pause when it is told to stop', async () => {
    const stopping = new AbortController();
    const waiting = retryUntilDone(() => Promise.reject(new Error('down')), {
      signal: stopping.signal,
      minDelayMs: 60_000,
      maxDelayMs: 60_000,
      onRetry: () => stopping.abort(),
    });
    await expect(waiting).rejects.toThrow(WaitAborted);
  });

  test('pauses longer each time, up to the bound', () => {
    const delays = [1, 2, 3, 10, 1_000].map((attempt) => nextDelayMs(attempt, { random: () => 0.999_999 }));
    expect(delays).toEqual([100, 200, 400, 5_000, 5_000]);
  });
});
