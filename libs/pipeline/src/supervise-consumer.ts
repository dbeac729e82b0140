import type { BatchConsumer } from '@varselvakt/kafka';
import { createConsumerMetrics, type ProgressTracker, type ServiceContext, sleep } from '@varselvakt/runtime';
import { describeTrouble } from './describe-trouble.ts';

const INTERVAL_MS = 1_000;

type SupervisingContext = Pick<ServiceContext, 'log' | 'metrics' | 'release' | 'health' | 'runLoop' | 'crash'>;

/**
 * Puts a consumer under watch before it is started, so that a broker that is away at the start is seen as well: readiness,
 * progress, an orderly stop within the deadline, and the end of the process when the consumer is dead for good.
 */
export function superviseConsumer(consumer: BatchConsumer, context: SupervisingContext, stopDeadlineMs: number): void {
  const { log, release, health, runLoop } = context;
  createConsumerMetrics(context.metrics, consumer.state);
  runLoop('consumer', (signal, progress) => watchProgress(consumer, signal, progress));
  release.push('consumer', async () => {
    const summary = await consumer.stop(stopDeadlineMs);
    log.info({ unfinishedPartitions: summary.unfinished.length }, 'the consumer has stopped');
  });
  health.add({
    name: 'group',
    kind: 'ready',
    check: () => ({ ok: consumer.state().phase === 'running', reason: consumer.state().phase }),
  });
  void consumer.crashed.then(context.crash);
}

/** Tells, once a second, whether the consumer moves, is idle, or has been failing. Ends with the signal. */
async function watchProgress(consumer: BatchConsumer, signal: AbortSignal, progress: ProgressTracker): Promise<void> {
  while (!signal.aborted) {
    const trouble = describeTrouble(consumer.state());
    if (trouble === null) progress.progressed();
    else progress.blocked(trouble);
    await sleep(INTERVAL_MS, signal);
  }
}
