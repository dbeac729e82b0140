import { setTimeout as delay } from 'node:timers/promises';
import { loadRegister } from './load-register.ts';
import type { RegisterResult } from './parse-register.ts';
import type { Register } from './register.ts';
import type { RegisterFault } from './register-fault.ts';

/** What to watch and whom to tell. */
export interface RegisterWatchOptions<First extends Register | null> {
  readonly path: string;
  /** What was loaded at start, or null where nothing was; kept until a good one with another hash replaces it. */
  readonly register: First;
  readonly intervalMs: number;
  /** How the files are read; `loadRegister` unless somebody says otherwise. */
  readonly load?: (path: string) => Promise<RegisterResult>;
  readonly onReloaded: (register: Register) => void;
  /** The files have faults: the old register stays. Told again only when the faults change. */
  readonly onFaulty: (faults: readonly RegisterFault[]) => void;
  /** The files could not be read: the old register stays, the next round tries again. */
  readonly onUnreadable: (cause: unknown) => void;
  /** The files were read and have no faults, also when nothing in them is new. */
  readonly onSound?: () => void;
}

/** A register that follows its files. */
export interface RegisterWatch<First extends Register | null = Register> {
  /** The newest good register: ask once per batch, so that a batch is judged by one. */
  readonly current: () => Register | First;
  /** Stops looking; resolves when the last round has ended. */
  readonly close: () => Promise<void>;
}

/**
 * Looks at the register's files every `intervalMs`. A broken file never takes the good register away, and a new one counts when two looks in
 * a row have seen it, so that a file caught in the middle of being written does not. Never throws.
 */
export const watchRegister = <First extends Register | null>(
  options: RegisterWatchOptions<First>,
): RegisterWatch<First> => {
  const { load = loadRegister } = options;
  const stopping = new AbortController();
  let register: Register | First = options.register;
  let toldFaults = '';
  let seenHash = register?.hash;

  const look = async (): Promise<void> => {
    const result = await load(options.path);
    if (result.outcome === 'FAULTY') {
      const faults = JSON.stringify(result.faults);
      if (faults !== toldFaults) options.onFaulty(result.faults);
      toldFaults = faults;
      return;
    }
    toldFaults = '';
    options.onSound?.();
    const { hash } = result.register;
    const isSettled = hash === seenHash;
    seenHash = hash;
    if (hash === register?.hash || !isSettled) return;
    register = result.register;
    options.onReloaded(result.register);
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await delay(options.intervalMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (!stopping.signal.aborted) await look().catch(options.onUnreadable);
    }
  };

  const running = run();
  return {
    current: () => register,
    close: () => {
      stopping.abort();
      return running;
    },
  };
};
