import { ruleSet } from '@varselvakt/rules';
import { type Logger, type ProgressTracker, sleep } from '@varselvakt/runtime';
import { reportUnknownAggregates, type StoreConnection, StoreError, type UnknownAggregate } from '@varselvakt/store';
import type { OutboxLines } from './outbox-lines.ts';
import type { WakeUp } from './wake-up.ts';

export type ReportUnknownParts = {
  readonly connection: StoreConnection;
  readonly lines: Pick<OutboxLines, 'feedback'>;
  readonly wakeUp: Pick<WakeUp, 'wake'>;
  readonly log: Logger;
};

const intervalMs = 60_000;
const minAgeSeconds = 24 * 3_600;
const fullCount = 500;

/** Tells producers, once, about updates whose creation has not come for 24 h. Runs until the signal aborts. */
export async function reportUnknown(
  parts: ReportUnknownParts,
  signal: AbortSignal,
  progress: ProgressTracker,
): Promise<void> {
  while (!signal.aborted) {
    let count = 0;
    try {
      count = await reportUnknownOnce(parts, minAgeSeconds);
      progress.progressed();
    } catch (error) {
      if (!(error instanceof StoreError && error.retriable)) throw error;
      // The consumer meets the same fault and reports it as its own lack of progress; this loop only comes back later.
      parts.log.warn({ code: error.sqlState ?? error.code }, 'unknown aggregates cannot be looked for, trying again');
      progress.idle();
    }
    if (count < fullCount) await sleep(intervalMs, signal);
  }
}

/** One look; gives how many producers were told. Throws StoreError. */
export async function reportUnknownOnce(
  { connection, lines, wakeUp }: ReportUnknownParts,
  ageSeconds: number,
): Promise<number> {
  const count = await connection.withClient((client) =>
    reportUnknownAggregates(client, ageSeconds, (unknown) => toFeedback(unknown, lines)),
  );
  if (count > 0) wakeUp.wake();
  return count;
}

const toFeedback = (unknown: UnknownAggregate, lines: Pick<OutboxLines, 'feedback'>) =>
  lines.feedback({
    outcome: 'WARNED',
    code: 'AGGREGATE_UNKNOWN',
    eventId: unknown.lastEventId,
    aggregateId: unknown.aggregateId,
    producerId: unknown.producerId,
    source: null,
    ruleSetVersion: ruleSet.version,
    traceParent: null,
    deleteAt: unknown.deleteAt,
  });
