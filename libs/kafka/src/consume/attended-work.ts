import { sleepMs } from '../waiting/backoff.ts';

/** How to look after a handler that is at work. */
export type Attendance = {
  readonly heartbeatIntervalMs: number;
  /** After this the heartbeats end and `onOverdue` is told. */
  readonly maxMs: number;
  readonly now: () => number;
  /** Must not throw; false = there is nobody to keep in touch with any more. */
  readonly heartbeat: () => Promise<boolean>;
  readonly onOverdue: () => void;
};

export type WorkResult = { readonly outcome: 'done' } | { readonly outcome: 'threw'; readonly error: unknown };

/**
 * Runs `work` to its end and keeps the group informed meanwhile. The heartbeats are bound to this one piece of work and to
 * `maxMs`, so they cannot cover for a handler that hangs (which is why there is no interval timer). Never throws.
 */
export const attendWork = async (work: () => Promise<void>, attendance: Attendance): Promise<WorkResult> => {
  const finished = new AbortController();
  const startedAt = attendance.now();
  const result: Promise<WorkResult> = (async () => work())()
    .then(
      (): WorkResult => ({ outcome: 'done' }),
      (error: unknown): WorkResult => ({ outcome: 'threw', error }),
    )
    .finally(() => finished.abort());
  while (await sleepMs(attendance.heartbeatIntervalMs, finished.signal)) {
    if (attendance.now() - startedAt >= attendance.maxMs) {
      attendance.onOverdue();
      break;
    }
    if (!(await attendance.heartbeat())) break;
  }
  return result;
};
