import { hash } from 'node:crypto';
import { headerBytes, type IncomingRecord, partitionFor } from '@varselvakt/kafka';
import { readFirstOffset } from '@varselvakt/pipeline';
import type { DeadLetter, Evidence, LogRecord, Outcome } from '../oracle/evidence.ts';
import { hashRecord, type Intent } from '../oracle/intent.ts';
import { toLogRecord, toOutcome } from '../oracle/read-log.ts';
import type { PlannedRecord } from '../workload/planned-record.ts';
import type { FakeBroker } from './fakes/fake-broker.ts';
import { type FakeTables, keyOf, nameOfTopic } from './fakes/fake-tables.ts';
import type { SimPlan } from './plan-scenes.ts';
import { type SimParts, topics } from './sim-parts.ts';

const frameBytes = 5;

/** Where a planned record goes, as the publishers of whole-system tests send it. */
export function toInbound({ event }: PlannedRecord, { encodeEvent }: SimParts) {
  const key = Buffer.from(event.aggregateId);
  const topic = topics.inbound[event.producerId === 'oppfolging-demo' ? 1 : 0] ?? '';
  return { topic, partition: partitionFor(key, topics.inboundPartitionCount), key, value: encodeEvent(event) };
}

/** What the oracle of the whole-system tests asks for, read out of the fakes. */
export async function gatherSimEvidence(
  plan: SimPlan,
  parts: SimParts,
  {
    broker,
    tables,
    crashCount,
  }: { readonly broker: FakeBroker; readonly tables: FakeTables; readonly crashCount: number },
): Promise<Evidence> {
  const read = (topic: string, count: number) =>
    Array.from({ length: count }, (_, partition) => broker.read(topic, partition)).flat();
  const inbound = topics.inbound.flatMap((topic) => read(topic, topics.inboundPartitionCount));
  return {
    intents: plan.records.map((planned, index) => toIntent(planned, index, parts)),
    expectedAggregates: plan.aggregates,
    inbound: inbound.map((record) => ({
      place: placeOf(record),
      recordHash: hashRecord(record.key, record.value),
      contentHash: record.value === null ? null : hash('sha256', record.value.subarray(frameBytes)),
    })),
    log: await readLog(parts.decoders.log, read(topics.events.name, topics.events.partitionCount)),
    deadLetters: read(topics.deadLetter.name, 1).map(toLetter),
    outcomes: await readOutcomes(parts.decoders.outcomes, read(topics.feedback.name, 1)),
    ...readFakeTables(tables),
    maxCopies: 1 + crashCount,
  };
}

function toIntent(planned: PlannedRecord, index: number, parts: SimParts): Intent {
  const { topic, partition, key, value } = toInbound(planned, parts);
  const { eventId, aggregateId } = planned.event;
  return {
    line: index + 1,
    topic,
    partition,
    recordHash: hashRecord(key, value),
    eventId,
    aggregateId,
    expected: planned.expected,
  };
}

const placeOf = ({ topic, partition, offset }: IncomingRecord): string => `${topic}/${partition}/${offset}`;

async function readLog(
  decoder: SimParts['decoders']['log'],
  records: readonly IncomingRecord[],
): Promise<readonly LogRecord[]> {
  await decoder.prepare(records.filter(({ value }) => value !== null));
  return records.map((record) => toLogRecord(record, decoder, readFirstOffset(record.headers) !== null));
}

async function readOutcomes(
  decoder: SimParts['decoders']['outcomes'],
  records: readonly IncomingRecord[],
): Promise<readonly Outcome[]> {
  await decoder.prepare(records);
  return records.map(({ value }) => toOutcome(value, decoder));
}

function toLetter({ key, value, headers }: IncomingRecord): DeadLetter {
  const topic = headerBytes(headers, 'kafka_dlt-original-topic');
  const partition = headerBytes(headers, 'kafka_dlt-original-partition')?.readInt32BE();
  const offset = headerBytes(headers, 'kafka_dlt-original-offset')?.readBigInt64BE();
  return {
    source: `${topic}/${partition}/${offset}`,
    recordHash: hashRecord(key, value),
    code: headerBytes(headers, 'notif-error-code')?.toString() ?? '',
  };
}

function readFakeTables(tables: FakeTables) {
  return {
    identities: [...tables.identities.values()].map((row) => ({
      eventId: row.eventId,
      aggregateId: row.aggregateId,
      contentHash: row.contentHash.toString('hex'),
      logPartition: row.logPartition,
      logOffset: BigInt(row.logOffset),
      logKey: keyOf(row).toString(),
      source: `${nameOfTopic(tables, row.sourceTopic)}/${row.sourcePartition}/${row.sourceOffset}`,
    })),
    contentEventIds: [...tables.contents.keys()],
    aggregates: [...tables.aggregates.values()].map(({ aggregateId, state, eventCount, deleteAt, deletingSince }) => ({
      aggregateId,
      state,
      eventCount,
      deleteAt,
      isDeleting: deletingSince !== null,
    })),
    erasedAggregateIds: new Set([...tables.erasures.values()].map(({ aggregateId }) => aggregateId)),
    outboxCount: tables.outbox.size,
  };
}
