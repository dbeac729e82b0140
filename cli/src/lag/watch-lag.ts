import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, exitCodes } from '../command-error.ts';

/** Clears the screen and what scrolled out of it. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

export type WatchOptions = {
  readonly intervalMs: number;
  /** Shows one look. */
  readonly show: () => Promise<void>;
};

/** Shows again and again until Ctrl-C, and then throws CommandError for "interrupted". Other errors of `show` end it. */
export async function watch({ intervalMs, show }: WatchOptions): Promise<never> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    while (!stopping.signal.aborted) {
      await show();
      await sleep(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
  throw new CommandError('Stopped.', exitCodes.interrupted);
}

/** The text as a fresh screen on a terminal, and as it is elsewhere. */
export const asScreen = (text: string): string => (process.stdout.isTTY ? `${CLEAR}${text}` : `${text}\n`);
