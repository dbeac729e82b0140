import type { BatchConsumer } from '@varselvakt/kafka';
import { type ProgressTracker, sleep } from '@varselvakt/runtime';

const INTERVAL_MS = 1_000;

/** Tells the progress watch, once a second, whether the consumer moves, is idle, or has been failing. Ends with the signal. */
export async function watchConsumer(
  consumer: Pick<BatchConsumer, 'state'>,
  signal: AbortSignal,
  progress: ProgressTracker,
): Promise<void> {
  while (!signal.aborted) {
    const { failingSinceAt, failureCode } = consumer.state();
    if (failingSinceAt === null) progress.progressed();
    else progress.blocked(failureCode ?? 'unknown');
    await sleep(INTERVAL_MS, signal);
  }
}
