import { hash } from 'node:crypto';
import { createEventDecoder, createRegistryClient, type EventDecoder, type EventSchemaName } from '@varselvakt/codec';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import type { DeadLetter, InboundRecord, LogRecord, Outcome } from './evidence.ts';
import { hashRecord, joinHashes } from './intent.ts';
import { headerOf, type OracleRecord, readTopic } from './read-topic.ts';

const FRAME_BYTES = 5;

/** Everything on the inbound topics. */
export async function readInbound({ servers, topics }: Pipeline, foreign?: RegExp): Promise<readonly InboundRecord[]> {
  const read = async (topic: string) =>
    (await readTopic(servers.KAFKA_BROKERS, topic, foreign)).map(({ partition, offset, key, value }) => ({
      place: `${topic}/${partition}/${offset}`,
      recordHash: hashRecord(key, value),
      contentHash: value === null || value.length <= FRAME_BYTES ? null : hash('sha256', value.subarray(FRAME_BYTES)),
    }));
  return [...(await read(topics.inbound)), ...(await read(topics.ownInbound))];
}

/** The event log, the deleter's markers apart. */
export async function readLog({ servers, topics }: Pipeline, foreign?: RegExp): Promise<readonly LogRecord[]> {
  const records = await readTopic(servers.KAFKA_BROKERS, topics.events, foreign);
  const decoder = await decoderFor(servers.KAFKA_SCHEMA_REGISTRY, records, [
    { schemaName: 'AcceptedEvent', subject: `${topics.events}-no.varselvakt.AcceptedEvent` },
    { schemaName: 'HardDeleted', subject: `${topics.events}-no.varselvakt.HardDeleted` },
  ]);
  return records
    .filter(({ key }) => !isMarker(key))
    .map((record) => toLogRecord(record, decoder, headerOf(record, 'varselvakt-first-offset') !== undefined));
}

/** What the producers were told. */
export async function readOutcomes({ servers, topics }: Pipeline, foreign?: RegExp): Promise<readonly Outcome[]> {
  const records = await readTopic(servers.KAFKA_BROKERS, topics.feedback, foreign);
  const decoder = await decoderFor(servers.KAFKA_SCHEMA_REGISTRY, records, [
    { schemaName: 'EventOutcome', subject: `${topics.feedback}-value` },
  ]);
  return records.map(({ value }) => toOutcome(value, decoder));
}

/** An outcome as the oracle looks at it. Throws for what is none. */
export function toOutcome(value: Buffer | null, decoder: Pick<EventDecoder<'EventOutcome'>, 'decode'>): Outcome {
  const decoded = decoder.decode(value);
  if (!decoded.ok) throw new Error(`Feedback cannot be read: ${decoded.code}`);
  const { outcome, source, aggregateId, findings } = decoded.value;
  return {
    outcome,
    source: source === null ? null : `${source.topic}/${source.partition}/${source.offset}`,
    aggregateId,
    codes: findings.filter(({ severity }) => severity === 'BLOCK').map(({ code }) => code),
  };
}

/** The dead letters, each with the place that its headers name. */
export async function readDeadLetters({ servers, topics }: Pipeline, foreign?: RegExp): Promise<readonly DeadLetter[]> {
  const records = await readTopic(servers.KAFKA_BROKERS, topics.deadLetters, foreign);
  return records.map((record) => {
    const topic = headerOf(record, 'kafka_dlt-original-topic');
    const partition = headerOf(record, 'kafka_dlt-original-partition')?.readInt32BE();
    const offset = headerOf(record, 'kafka_dlt-original-offset')?.readBigInt64BE();
    const pointed = headerOf(record, 'notif-original-sha256')?.toString();
    return {
      source: `${topic}/${partition}/${offset}`,
      // Of what is too large only a pointer is kept.
      recordHash: pointed === undefined ? hashRecord(record.key, record.value) : joinHashes(record.key, pointed),
      code: headerOf(record, 'notif-error-code')?.toString() ?? '',
    };
  });
}

async function decoderFor<Name extends EventSchemaName>(
  url: string,
  records: readonly OracleRecord[],
  readers: readonly { readonly schemaName: Name; readonly subject: string }[],
): Promise<EventDecoder<Name>> {
  const decoder = createEventDecoder({ registry: createRegistryClient({ url }), readers, now: Date.now });
  await decoder.prepare(records.flatMap(({ value }) => (value === null ? [] : [{ value }])));
  return decoder;
}

/** A record of the event log, decoded; `isPutBack` = its header says that the persister put it there again. */
export function toLogRecord(
  record: Pick<OracleRecord, 'partition' | 'offset' | 'key' | 'value'>,
  decoder: Pick<EventDecoder<'AcceptedEvent' | 'HardDeleted'>, 'decode'>,
  isPutBack: boolean,
): LogRecord {
  const { partition, offset, value } = record;
  const base = { partition, offset, key: record.key?.toString() ?? '' };
  if (value === null) return { ...base, type: 'TOMBSTONE' };
  const decoded = decoder.decode(value);
  if (!decoded.ok) return { ...base, type: 'UNREADABLE' };
  if (decoded.schemaName === 'HardDeleted') {
    const { aggregateId, dueAt, deletedAt } = decoded.value;
    return { ...base, type: 'HARD_DELETED', aggregateId, dueAt, deletedAt };
  }
  const { event, contentHash, source, retention } = decoded.value;
  return {
    ...base,
    type: 'ACCEPTED',
    eventId: event.eventId,
    aggregateId: event.aggregateId,
    contentHash: Buffer.from(contentHash).toString('hex'),
    source: `${source.topic}/${source.partition}/${source.offset}`,
    deleteAt: retention.deleteAt,
    isPutBack,
  };
}

const isMarker = (key: Buffer | null): boolean => key?.toString('latin1').startsWith('marker:') ?? false;
