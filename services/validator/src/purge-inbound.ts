import type { BatchConsumer, ClusterAdmin } from '@varselvakt/kafka';
import { errorCodeOf, type Logger, type ProgressTracker, sleep } from '@varselvakt/runtime';
import { type CommitMark, nextPurge } from './purge-point.ts';

export type InboundPurge = {
  readonly consumer: Pick<BatchConsumer, 'state'>;
  readonly admin: Pick<ClusterAdmin, 'deleteRecordsBefore'>;
  readonly afterMs: number;
  readonly log: Logger;
  readonly now: () => number;
};

type Cut = { readonly partition: number; readonly offset: bigint };

const MIN_INTERVAL_MS = 500;
const LOOKS_PER_PERIOD = 15;

/**
 * Cuts handled records off the inbound topics once they are `afterMs` old, so that raw text does not linger there. Runs until the
 * signal aborts. A failed cut is left for the next look: nothing depends on it, and the topics' retention stands behind it.
 */
export async function purgeInbound(purge: InboundPurge, signal: AbortSignal, progress: ProgressTracker): Promise<void> {
  const marks = new Map<string, readonly CommitMark[]>();
  const intervalMs = Math.max(MIN_INTERVAL_MS, purge.afterMs / LOOKS_PER_PERIOD);
  while (!signal.aborted) {
    for (const [topic, cuts] of dueCuts(purge, marks)) await cutOff(purge, topic, cuts);
    progress.idle();
    await sleep(intervalMs, signal);
  }
}

function dueCuts(purge: InboundPurge, marks: Map<string, readonly CommitMark[]>): ReadonlyMap<string, Cut[]> {
  const cuts = new Map<string, Cut[]>();
  const clock = { now: purge.now(), afterMs: purge.afterMs };
  for (const { topic, partition, lastCommittedOffset } of purge.consumer.state().partitions) {
    const place = `${topic} ${partition}`;
    const step = nextPurge(marks.get(place) ?? [], lastCommittedOffset, clock);
    marks.set(place, step.marks);
    if (step.cutBefore === null) continue;
    cuts.set(topic, [...(cuts.get(topic) ?? []), { partition, offset: step.cutBefore }]);
  }
  return cuts;
}

async function cutOff({ admin, log }: InboundPurge, topic: string, cuts: readonly Cut[]): Promise<void> {
  try {
    const partitions = await admin.deleteRecordsBefore(topic, cuts);
    if (partitions.length > 0) log.debug({ topic, partitions: partitions.length }, 'cut off handled records');
  } catch (error) {
    log.warn({ topic, code: errorCodeOf(error) }, 'handled records could not be cut off; tried again later');
  }
}
