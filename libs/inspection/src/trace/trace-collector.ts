import type { Decoded } from '@varselvakt/codec';
import { headerBytes, type IncomingRecord } from '@varselvakt/kafka';
import {
  acceptedStep,
  deadLetterStep,
  hardDeletedStep,
  outcomeStep,
  publishedStep,
  type ShowId,
  type TraceStep,
  tombstoneStep,
} from './trace-step.ts';

export type TracedSchema = 'ProducerEvent' | 'AcceptedEvent' | 'HardDeleted' | 'EventOutcome';

/** Picks out of all records those about one event or aggregate. */
export type TraceCollector = {
  readonly steps: readonly TraceStep[];
  /** The aggregate, as soon as a record has told it. */
  readonly aggregateId: () => string | null;
  readonly take: (record: IncomingRecord, decoded: Decoded<TracedSchema> | undefined) => void;
  readonly takeDeadLetter: (record: IncomingRecord) => void;
};

/** Collects what concerns `id`, an event's or an aggregate's; give the aggregate as well where it is known. */
export function createTraceCollector(id: string, knownAggregateId: string | null, show: ShowId): TraceCollector {
  const steps: TraceStep[] = [];
  const keyStarts = new Set<string>([id]);
  let aggregateId = knownAggregateId;

  const isOurs = (eventId: string | null, ofAggregate: string | null): boolean =>
    eventId === id || ofAggregate === id || (aggregateId !== null && ofAggregate === aggregateId);
  const learn = (eventId: string | null, ofAggregate: string | null): void => {
    if (eventId !== null) keyStarts.add(eventId);
    aggregateId ??= ofAggregate;
  };
  const takeTombstone = (record: IncomingRecord): void => {
    const [start = '', rest] = (record.key?.toString() ?? '').split(':');
    if (keyStarts.has(start === 'hard-deleted' ? (rest ?? '') : start)) steps.push(tombstoneStep(record));
  };
  const takeEvent = (record: IncomingRecord, decoded: Decoded<'ProducerEvent' | 'AcceptedEvent'>): void => {
    const event = decoded.schemaName === 'AcceptedEvent' ? decoded.value.event : decoded.value;
    if (!isOurs(event.eventId, event.aggregateId)) return;
    learn(event.eventId, event.aggregateId);
    steps.push(
      decoded.schemaName === 'AcceptedEvent'
        ? acceptedStep(record, decoded.value, show)
        : publishedStep(record, decoded.value, show),
    );
  };
  return {
    steps,
    aggregateId: () => aggregateId,
    take: (record, decoded) => {
      if (record.value === null) return takeTombstone(record);
      switch (decoded?.schemaName) {
        case 'ProducerEvent':
        case 'AcceptedEvent':
          return takeEvent(record, decoded);
        case 'HardDeleted':
          if (!isOurs(null, decoded.value.aggregateId)) return;
          learn(decoded.value.receiptId, decoded.value.aggregateId);
          steps.push(hardDeletedStep(record, decoded.value));
          return;
        case 'EventOutcome':
          if (isOurs(decoded.value.eventId, decoded.value.aggregateId))
            steps.push(outcomeStep(record, decoded.value, show));
          return;
        default:
      }
    },
    takeDeadLetter: (record) => {
      const code = headerBytes(record.headers, 'notif-error-code')?.toString();
      if (code !== undefined && isOurs(null, record.key?.toString() ?? null)) steps.push(deadLetterStep(record, code));
    },
  };
}
