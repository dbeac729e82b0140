import { createAcceptedEncoder, createContentHasher, createEncoder } from '@varselvakt/codec';
import {
  type EventOutcome,
  isUuid,
  type OutcomeFinding,
  type ProducerEvent,
  type SourcePosition,
} from '@varselvakt/domain';
import { deadLetterRecord, type IncomingRecord, type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { carryTrace, parseTraceParent, type TopicPlace } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import { createFinding, type Environment, type Finding, ruleSet, toOutcomeFinding } from '@varselvakt/rules';
import type { Decision, Scene } from './decide-outcome.ts';

export type OutputSettings = {
  readonly events: TopicPlace;
  /** Where a producer's outcomes go; null is nobody. Asked for each. */
  readonly feedbackOf: (producerId: string | null) => TopicPlace;
  readonly deadLetter: TopicPlace;
  readonly schemaIds: { readonly AcceptedEvent: number; readonly EventOutcome: number };
  readonly environment: Environment;
  readonly groupId: string;
  readonly documentationUrl: string;
};

type Accepted = Extract<Decision, { outcome: 'accepted' }>;
type Unreadable = Extract<Decision, { outcome: 'unreadable' }>;

/** By what clock and which register a record was judged. */
export type OutcomeScene = Pick<Scene, 'now'> & { readonly register: Pick<Register, 'hash'> };

/** Makes the records that a decision leads to. Pure but for scratch memory; `now` is the clock of the batch, epoch ms. */
export type OutputWriter = {
  readonly event: (record: IncomingRecord, decision: Accepted, now: number) => OutgoingRecord;
  readonly feedback: (record: IncomingRecord, decision: Decision, scene: OutcomeScene) => OutgoingRecord;
  /** `maxRecordBytes` 0 keeps only a pointer to the record. */
  readonly deadLetter: (
    record: IncomingRecord,
    failure: Pick<Unreadable, 'code' | 'path'>,
    now: number,
    maxRecordBytes?: number,
  ) => OutgoingRecord;
};

/** More than any event within the limits can have; keeps a hostile one from growing past what Kafka takes. */
const MAX_FINDINGS = 500;
const KEY_HASH_BYTES = 8;

/** Builds the encoders once. */
export function createOutputWriter(settings: OutputSettings): OutputWriter {
  const { events, feedbackOf, deadLetter, schemaIds, groupId } = settings;
  const hasher = createContentHasher();
  const encodeAccepted = createAcceptedEncoder(schemaIds.AcceptedEvent);
  const encodeOutcome = createEncoder('EventOutcome', schemaIds.EventOutcome);

  return {
    event: (record, decision, now) => {
      const content = contentOf(record, decision, hasher.encodeContent);
      const contentHash = hasher.hashContent(content);
      const { event, retention } = decision;
      const warnings = decision.warnings.slice(0, MAX_FINDINGS).map(({ code, path }) => ({ code, path }));
      const envelope = {
        producerId: event.producerId,
        acceptedAt: now,
        ruleSetVersion: ruleSet.version,
        environment: settings.environment,
        contentHash,
        retention,
        warnings,
        source: sourceOf(record),
      };
      return {
        topic: events.name,
        partition: partitionFor(Buffer.from(event.aggregateId), events.partitionCount),
        key: Buffer.from(`${event.eventId}:${contentHash.toString('hex', 0, KEY_HASH_BYTES)}`),
        value: encodeAccepted(content, envelope),
        ...carryTrace(record.headers),
      };
    },
    feedback: (record, decision, scene) => {
      const outcome = toOutcome(record, decision, scene, settings);
      const key = Buffer.from(feedbackKey(record, outcome));
      const place = feedbackOf(outcome.producerId);
      return {
        topic: place.name,
        partition: partitionFor(key, place.partitionCount),
        key,
        value: encodeOutcome(outcome),
        ...carryTrace(record.headers),
      };
    },
    deadLetter: (record, { code, path }, now, maxRecordBytes) =>
      deadLetterRecord(
        record,
        { code, path, consumerGroup: groupId, attemptCount: 1, firstFailureAt: now },
        {
          topic: deadLetter.name,
          partitionCount: deadLetter.partitionCount,
          ...(maxRecordBytes === undefined ? {} : { maxRecordBytes }),
        },
      ),
  };
}

function contentOf(record: IncomingRecord, decision: Accepted, encode: (event: ProducerEvent) => Buffer): Buffer {
  const { canonicalStart, event } = decision;
  return canonicalStart === undefined || record.value === null ? encode(event) : record.value.subarray(canonicalStart);
}

function toOutcome(
  record: IncomingRecord,
  decision: Decision,
  { now, register }: OutcomeScene,
  settings: OutputSettings,
): EventOutcome {
  return {
    ...idsOf(decision),
    outcome: outcomeOf(decision),
    findings: findingsOf(decision, settings),
    source: sourceOf(record),
    schemaId: decision.schemaId,
    ruleSetVersion: ruleSet.version,
    environment: settings.environment,
    traceParent: parseTraceParent(record.headers),
    occurredAt: now,
    deleteAt: decision.outcome === 'accepted' ? decision.retention.deleteAt : null,
    registerVersion: register.hash,
  };
}

/** Ids are told only where they are ids: anything at all may stand in those fields of a refused event. */
function idsOf(decision: Decision): Pick<EventOutcome, 'eventId' | 'aggregateId' | 'producerId'> {
  if (decision.outcome === 'unreadable') return { eventId: null, aggregateId: null, producerId: decision.producerId };
  const { eventId, aggregateId, producerId } = decision.event;
  return {
    eventId: isUuid(eventId) ? eventId : null,
    aggregateId: isUuid(aggregateId) ? aggregateId : null,
    producerId: decision.outcome === 'refused' ? decision.producerId : producerId,
  };
}

function outcomeOf(decision: Decision): EventOutcome['outcome'] {
  switch (decision.outcome) {
    case 'accepted':
      return decision.warnings.length > 0 ? 'WARNED' : 'ACCEPTED';
    case 'refused':
      return 'REJECTED';
    case 'unreadable':
      return 'UNREADABLE';
    default:
      return decision satisfies never;
  }
}

function findingsOf(decision: Decision, settings: OutputSettings): readonly OutcomeFinding[] {
  const all = ruleFindings(decision, settings.environment);
  // What stops the event comes first, so that a cut never leaves a refusal without its reason.
  const sorted = [
    ...all.filter(({ severity }) => severity === 'block'),
    ...all.filter((one) => one.severity !== 'block'),
  ];
  return sorted.slice(0, MAX_FINDINGS).map((finding) => toOutcomeFinding(finding, settings.documentationUrl));
}

function ruleFindings(decision: Decision, environment: Environment): readonly Finding[] {
  if (decision.outcome === 'accepted') return decision.warnings;
  if (decision.outcome === 'refused') return decision.findings;
  return [createFinding(decision.code, { path: decision.path }, { environment, overrides: null })];
}

function feedbackKey(record: IncomingRecord, { producerId, eventId }: EventOutcome): string {
  return `${producerId ?? 'unknown'}:${eventId ?? `${record.topic}-${record.partition}-${record.offset}`}`;
}

function sourceOf({ topic, partition, offset }: IncomingRecord): SourcePosition {
  return { topic, partition, offset: Number(offset) };
}
