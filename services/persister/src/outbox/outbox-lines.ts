import type { EventOutcome } from '@varselvakt/domain';
import {
  deadLetterRecord,
  type IncomingRecord,
  type OutgoingHeaders,
  type OutgoingRecord,
  partitionFor,
} from '@varselvakt/kafka';
import { carryTrace, parseTraceParent, type TopicPlace, traceHeaders } from '@varselvakt/pipeline';
import type { OutboxLine } from '@varselvakt/store';
import type { EventFate } from '../batch/decide-batch.ts';
import type { LoggedEvent } from '../domain/logged-event.ts';
import { createOutcomeFinding, type FindingCode } from './outcome-findings.ts';

export type OutboxLinesSettings = {
  readonly feedback: TopicPlace;
  readonly deadLetter: TopicPlace;
  readonly groupId: string;
  readonly environment: 'dev' | 'prod';
  /** The page that explains the codes. */
  readonly documentationUrl: string;
  readonly encodeOutcome: (outcome: EventOutcome) => Buffer;
  /** Hash of the register that holds now; null where there is none. */
  readonly registerVersion: () => string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** Makes the lines that follow from what became of events. */
export type OutboxLines = {
  /** What one event's fate tells the producer and takes from the log; nothing for most. */
  readonly ofFate: (fate: EventFate) => readonly OutboxLine[];
  /** A record that can never be stored: dead letter, and a tombstone, for nothing else would ever delete it from the log. */
  readonly ofUnusable: (record: IncomingRecord, code: string) => readonly OutboxLine[];
  /** Tells a producer something about an event. */
  readonly feedback: (told: ToldOutcome) => OutboxLine;
};

/** What a producer is told, as far as it differs from one event to the next. */
type ToldOutcome = Pick<EventOutcome, 'outcome' | 'source' | 'ruleSetVersion' | 'traceParent' | 'deleteAt'> & {
  readonly code: FindingCode;
  readonly eventId: string;
  readonly aggregateId: string;
  readonly producerId: string;
};

/** Makes a maker of outbox lines. Pure apart from the clock. */
export function createOutboxLines(settings: OutboxLinesSettings): OutboxLines {
  const tell = (outcome: EventOutcome['outcome'], code: FindingCode, event: LoggedEvent): OutboxLine =>
    toFeedbackLine(
      {
        outcome,
        code,
        ...event.sentIds,
        producerId: event.producerId,
        source: event.source,
        ruleSetVersion: event.ruleSetVersion,
        traceParent: parseTraceParent(event.record.headers),
        deleteAt: event.retention.deleteAt,
      },
      carryTrace(event.record.headers),
      settings,
    );
  const ofUnusable = (record: IncomingRecord, code: string): readonly OutboxLine[] => {
    const failure = {
      code,
      path: null,
      consumerGroup: settings.groupId,
      attemptCount: 1,
      firstFailureAt: settings.now(),
    };
    const { name: topic, partitionCount } = settings.deadLetter;
    const letter = toLine('DEAD_LETTER', deadLetterRecord(record, failure, { topic, partitionCount }));
    return record.key === null ? [letter] : [letter, toTombstone(record)];
  };
  return {
    feedback: (told) => toFeedbackLine(told, traceHeaders(told.traceParent), settings),
    ofUnusable,
    ofFate: (fate) => {
      switch (fate.outcome) {
        case 'STORED':
          return fate.shortened ? [tell('WARNED', 'RETENTION_SHORTENED', fate.event)] : [];
        case 'REDELIVERED':
          return tombstoneOf(fate);
        case 'DUPLICATE':
          return [...tombstoneOf(fate), tell('DUPLICATE', 'DUPLICATE', fate.event)];
        case 'REFUSED': {
          const told = tell(outcomeOf(fate.code), fate.code, fate.event);
          return fate.tombstone ? [toTombstone(fate.event.record), told] : [told];
        }
        case 'INVALID':
          return ofUnusable(fate.event.record, 'RETENTION_MISSING');
        default:
          return fate satisfies never;
      }
    },
  };
}

const tombstoneOf = ({ event, remedy }: Repeat): readonly OutboxLine[] =>
  remedy === 'TOMBSTONE' ? [toTombstone(event.record)] : [];

type Repeat = Extract<EventFate, { readonly outcome: 'REDELIVERED' | 'DUPLICATE' }>;

const outcomeOf = (code: FindingCode): EventOutcome['outcome'] =>
  code === 'CONFLICT' || code === 'LATE' ? code : 'REJECTED';

function toFeedbackLine(
  told: ToldOutcome,
  carried: Pick<OutgoingRecord, 'headers'>,
  settings: OutboxLinesSettings,
): OutboxLine {
  const { code, ...outcome } = told;
  const { feedback, environment, documentationUrl } = settings;
  const key = Buffer.from(`${told.producerId}:${told.eventId}`);
  const value = settings.encodeOutcome({
    ...outcome,
    findings: [createOutcomeFinding(code, environment, documentationUrl)],
    schemaId: null,
    environment,
    occurredAt: settings.now(),
    registerVersion: settings.registerVersion(),
  });
  const partition = partitionFor(key, feedback.partitionCount);
  return toLine('FEEDBACK', { topic: feedback.name, partition, key, value, ...carried });
}

const toTombstone = ({ topic, partition, key }: IncomingRecord): OutboxLine =>
  toLine('TOMBSTONE', { topic, partition, key, value: null });

const toLine = (kind: OutboxLine['kind'], record: OutgoingRecord): OutboxLine => ({
  kind,
  topic: record.topic,
  partition: record.partition,
  key: record.key,
  value: record.value,
  headers: toHeaderList(record.headers ?? {}),
});

const toHeaderList = (headers: OutgoingHeaders): OutboxLine['headers'] =>
  Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one: Buffer | string) => [name, Buffer.from(one as string)] as const),
  );
