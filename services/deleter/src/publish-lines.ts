import type { OutgoingRecord } from '@varselvakt/kafka';
import { type DeleterLine, readDeleterLines, removeFromOutbox } from '@varselvakt/store';
import type { DeletionWork } from './deletion-work.ts';

/**
 * Step 2: publishes every line that waits, in order, HardDeleted records acknowledged before any tombstone of their page is sent, and
 * gives the aggregates of which every record is acknowledged now. Feedback lines are removed, the others stay until the rows go.
 * Throws KafkaError or StoreError; a repeat publishes all of it again.
 */
export async function publishLines(work: DeletionWork): Promise<ReadonlySet<string>> {
  const aggregateIds = new Set<string>();
  let after = 0n;
  for (;;) {
    const lines = await readDeleterLines(work.client, after, work.maxLineCount);
    const last = lines.at(-1);
    if (last === undefined) return aggregateIds;
    await publishPage(work, lines);
    for (const { aggregateId } of lines) if (aggregateId !== null) aggregateIds.add(aggregateId);
    after = last.outboxId;
  }
}

async function publishPage(work: DeletionWork, lines: readonly DeleterLine[]): Promise<void> {
  const byKind = Map.groupBy(lines, ({ kind }) => kind);
  await publishKind(work, byKind.get('HARD_DELETED'), 'hard-deletes-published');
  await publishKind(work, byKind.get('TOMBSTONE'), 'tombstones-published');
  const feedback = byKind.get('FEEDBACK') ?? [];
  await publishKind(work, feedback, 'feedback-published');
  if (feedback.length === 0) return;
  await removeFromOutbox(
    work.client,
    'DELETER',
    feedback.map(({ outboxId }) => outboxId),
  );
  work.observe({ type: 'StepReached', step: 'feedback-removed', count: feedback.length });
}

async function publishKind(
  work: DeletionWork,
  lines: readonly DeleterLine[] | undefined,
  step: 'hard-deletes-published' | 'tombstones-published' | 'feedback-published',
): Promise<void> {
  if (lines === undefined || lines.length === 0) return;
  await work.sender.send(lines.map(toRecord), { signal: work.signal });
  work.observe({ type: 'StepReached', step, count: lines.length });
}

function toRecord({ topic, partition, key, value }: DeleterLine): OutgoingRecord {
  // Only lines that name their partition are written for the deleter; partition 0 of one would be the wrong place.
  if (partition === null) throw new RangeError('a line of the deleter names no partition');
  return { topic, partition, key, value };
}
