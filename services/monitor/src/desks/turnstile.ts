import { Refusal } from './answer-fault.ts';

export type TurnstileLimits = {
  /** So many wait at most while one is served. */
  readonly maxWaiting: number;
  /** So many are let through within a minute. */
  readonly maxPerMinute: number;
};

/** Lets one through at a time, and only so many within a minute: whoever asks Kafka costs it something. */
export type Turnstile = { readonly pass: <T>(work: () => Promise<T>) => Promise<T> };

const minuteMs = 60_000;

/** Makes a turnstile. `pass` throws Refusal when too many ask. */
export function createTurnstile({ maxWaiting, maxPerMinute }: TurnstileLimits, now: () => number): Turnstile {
  let last: Promise<unknown> = Promise.resolve();
  let waitingCount = 0;
  let passedAt: readonly number[] = [];
  return {
    pass: async (work) => {
      passedAt = passedAt.filter((at) => at > now() - minuteMs);
      if (waitingCount > maxWaiting || passedAt.length >= maxPerMinute)
        throw new Refusal(429, 'TOO_MANY_QUESTIONS', 'Too many ask Kafka through this monitor: wait a little.');
      passedAt = [...passedAt, now()];
      waitingCount += 1;
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waitingCount -= 1;
      }
    },
  };
}
