import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BatchConsumer, ConsumerState } from '@varselvakt/kafka';
import { createHealthChecks, type ProgressWatch, type ServiceContext, watchProgress } from '@varselvakt/runtime';
import { superviseConsumer } from './supervise-consumer.ts';
import { fine, partition } from './testing/fine-consumer.ts';

let watch: ProgressWatch | undefined;
let stopping = new AbortController();
beforeEach(() => {
  stopping = new AbortController();
});
afterEach(() => {
  stopping.abort();
  watch?.close();
});

/** The health of a process whose consumer is in this state, once it has been so for longer than is allowed. */
async function healthWith(state: ConsumerState) {
  const health = createHealthChecks();
  const progress = watchProgress({ unhealthyAfterMs: 50, exitAfterMs: 3_600_000, onExit: () => undefined });
  watch = progress;
  health.add(progress.healthCheck);
  const consumer = { state: () => state, crashed: new Promise<Error>(() => undefined) };
  const context = {
    ...{ health, progress, signal: stopping.signal, crash: () => undefined, log: { info: () => undefined } },
    metrics: { registerMetric: () => undefined },
    release: { push: () => undefined },
    runLoop: (name: string, loop: Parameters<ServiceContext['runLoop']>[1]) => {
      void loop(stopping.signal, progress.track(name));
    },
  };
  superviseConsumer(consumer as unknown as BatchConsumer, context as unknown as ServiceContext, 1);
  const deadlineAt = performance.now() + 30_000;
  while (health.report('live').ok && performance.now() < deadlineAt)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return health.report('live');
}

describe('a process is not live any more, and says why,', () => {
  test.each<readonly [string, Partial<ConsumerState>, string]>([
    [
      'when one of its partitions is stuck, though the others go on',
      {
        failureCode: 'KAFKA_PARTITION_STUCK',
        partitions: [partition, { ...partition, partition: 4, stuckSinceAt: 1 }],
      },
      'KAFKA_PARTITION_STUCK: t/4',
    ],
    [
      'when its commits fail',
      { failureCode: 'KAFKA_COMMITS_FAIL', commitFailuresInRow: 3 },
      'KAFKA_COMMITS_FAIL: 3 in a row',
    ],
  ])('%s', async (_, state, reason) => {
    const report = await healthWith({ ...fine, failingSinceAt: 1, ...state });
    expect(report.ok).toBe(false);
    expect(report.checks[0]?.reason).toContain(reason);
  });
});
