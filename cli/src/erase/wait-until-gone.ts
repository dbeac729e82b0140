import { sleep } from '@varselvakt/runtime';
import { readControl } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import type { EraseRun } from './erase-run.ts';

/** What is not gone yet. */
export type Left = { readonly leftCount: number; readonly heldCount: number };

export type Waiting = {
  readonly countLeft: () => Promise<Left>;
  readonly pollMs: number;
};

/**
 * Waits until everything is gone that nothing holds. Throws CommandError when deletions stand still, or when the time is over: what was asked for
 * goes all the same, as soon as the deleter may.
 */
export async function waitUntilGone({ countLeft, pollMs }: Waiting, run: EraseRun): Promise<void> {
  const { client, now, waitMs } = run;
  if (waitMs === null) return;
  const endsAt = now() + waitMs;
  const bar = run.openBar('erased');
  let totalCount = 0;
  try {
    for (;;) {
      const { leftCount, heldCount } = await countLeft();
      const waitingCount = leftCount - heldCount;
      totalCount = Math.max(totalCount, waitingCount);
      bar.update(totalCount - waitingCount, totalCount);
      if (waitingCount === 0) return;
      const { pause, stop } = await readControl(client);
      if (pause !== null) throw standsStill(waitingCount, `deletions are paused until ${toIso(pause.until)}`);
      if (stop !== null) throw standsStill(waitingCount, 'it is more than may go: see "varselvakt deletions due"');
      if (now() >= endsAt) throw standsStill(waitingCount, 'the time to wait is over; is a deleter running?');
      await sleep(pollMs);
    }
  } finally {
    bar.end();
  }
}

const toIso = (at: number): string => new Date(at).toISOString();

const standsStill = (count: number, why: string): CommandError =>
  new CommandError(`${count} are asked for and not gone yet: ${why}.`, exitCodes.failed);
