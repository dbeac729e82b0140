/** Lets a loop sleep until it is woken or the time is over. */
export type WakeUp = {
  readonly wake: () => void;
  /** Resolves after `maxMs` at the latest, at once when `wake` was called since the last wait, or when the signal aborts. */
  readonly wait: (maxMs: number, signal: AbortSignal) => Promise<void>;
};

/** Makes a wake-up for one waiting loop. */
export function createWakeUp(): WakeUp {
  let woken = false;
  let release: (() => void) | null = null;
  return {
    wake: () => {
      woken = true;
      release?.();
    },
    wait: async (maxMs, signal) => {
      if (!woken && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const onAbort = () => resolve();
        release = resolve;
        signal.addEventListener('abort', onAbort, { once: true });
        const timer = setTimeout(resolve, maxMs);
        await promise;
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        release = null;
      }
      woken = false;
    },
  };
}
