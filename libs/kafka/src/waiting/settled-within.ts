import { sleepMs } from './backoff.ts';

/** Waits for `work` to end, well or badly, but not longer than `deadlineMs`. True = it ended in time. Never throws. */
export const settledWithin = async (work: Promise<unknown>, deadlineMs: number): Promise<boolean> => {
  const done = new AbortController();
  const ended = work.then(
    () => true,
    () => true,
  );
  void ended.then(() => done.abort());
  const late = sleepMs(deadlineMs, done.signal).then((passed) => !passed);
  return Promise.race([ended, late]);
};
