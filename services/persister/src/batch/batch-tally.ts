import type { FlowEvent, FlowObserver, FlowOutcome } from '@varselvakt/runtime';
import type { EventFate } from './decide-batch.ts';
import type { LogEntry } from './read-log.ts';
import type { StoredReport } from './store-entries.ts';

const outcomes: Readonly<Record<EventFate['outcome'], FlowOutcome>> = {
  STORED: 'accepted',
  REDELIVERED: 'skipped',
  DUPLICATE: 'duplicate',
  REFUSED: 'rejected',
  INVALID: 'failed',
};

/** Tells the metrics what one transaction stored: counts per kind of fate, the time since production of each producer's oldest one. */
export function reportStored(report: StoredReport, observe: FlowObserver, now: number): void {
  const counts = new Map<string, { readonly event: FlowEvent; count: number }>();
  const count = (key: string, describe: () => FlowEvent): void => {
    const counted = counts.get(key);
    if (counted === undefined) counts.set(key, { event: describe(), count: 1 });
    else counted.count += 1;
  };
  for (const fate of report.fates) countFate(fate, count);
  observeOldest(report.fates, observe, now);
  for (const entry of report.entries) if (entry.type !== 'EVENT') countOther(entry, count);
  for (const counted of counts.values()) observe({ ...counted.event, count: counted.count } as FlowEvent);
}

/** Each producer's oldest stored event of a transaction stands for all of its own: an observation each would cost more than the counting. */
function observeOldest(fates: StoredReport['fates'], observe: FlowObserver, now: number): void {
  const oldest = new Map<string, { readonly topic: string; readonly timestampMs: number }>();
  for (const { outcome, event } of fates) {
    if (outcome !== 'STORED') continue;
    const { producerId, record } = event;
    if (record.timestampMs < (oldest.get(producerId)?.timestampMs ?? Number.POSITIVE_INFINITY))
      oldest.set(producerId, record);
  }
  for (const [producer, { topic, timestampMs }] of oldest)
    observe({ type: 'EventStored', topic, producer, producedToStoredMs: now - timestampMs });
}

type Count = (key: string, describe: () => FlowEvent) => void;

function countFate(fate: EventFate, count: Count): void {
  const { record, bodyType: eventType, producerId: producer } = fate.event;
  const { topic } = record;
  const outcome = fate.outcome === 'REFUSED' && fate.code === 'CONFLICT' ? 'conflict' : outcomes[fate.outcome];
  count(`${outcome} ${eventType} ${producer}`, () => ({
    type: 'RecordsHandled',
    stage: 'persist',
    topic,
    eventType,
    producer,
    outcome,
    count: 1,
  }));
  if (fate.outcome !== 'REFUSED') return;
  const { code } = fate;
  count(`${code} ${producer}`, () => ({ type: 'RejectionFound', topic, producer, code, count: 1 }));
}

function countOther(entry: Exclude<LogEntry, { type: 'EVENT' }>, count: Count): void {
  const { topic } = entry.record;
  if (entry.type === 'UNUSABLE') {
    const { code } = entry;
    count(`dead ${code}`, () => ({ type: 'DeadLetterWritten', topic, code, count: 1 }));
    return;
  }
  count(`passed ${entry.reason}`, () => ({
    type: 'RecordsHandled',
    stage: 'persist',
    topic,
    eventType: entry.reason,
    producer: 'none',
    outcome: 'skipped',
    count: 1,
  }));
}
