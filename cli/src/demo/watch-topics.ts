import { createEventDecoder, type EventDecoder, type RegistryClient } from '@varselvakt/codec';
import {
  type BatchConsumer,
  type ClusterAdmin,
  createBatchConsumer,
  headerBytes,
  type IncomingRecord,
  type KafkaClient,
} from '@varselvakt/kafka';
import { feedbackSubject, logSubjects, type PipelineTopics } from '@varselvakt/pipeline';
import type { Observation, Place } from './observation.ts';

export interface WatchParts {
  readonly client: KafkaClient;
  readonly admin: ClusterAdmin;
  readonly registry: RegistryClient;
  readonly topics: PipelineTopics;
  readonly groupId: string;
  readonly now: () => number;
  readonly tell: (observation: Observation) => void;
}

type Decoder = EventDecoder<'AcceptedEvent' | 'HardDeleted' | 'EventOutcome'>;

/** A consumer that reads, from now on, what the pipeline says on its topics. Throws as the admin does. */
export async function watchTopics(parts: WatchParts): Promise<BatchConsumer> {
  const { client, admin, topics, groupId, tell } = parts;
  const names = [topics.events, topics.feedback, topics.deadLetter];
  const ends = new Map<string, bigint>();
  for (const topic of names) {
    for (const { partition, endOffset } of await admin.topicBounds(topic)) ends.set(`${topic}/${partition}`, endOffset);
  }
  const decoder = createDecoder(parts);
  return createBatchConsumer(client, {
    groupId,
    topics: names,
    startOffset: async (topic, partition) => ends.get(`${topic}/${partition}`),
    handler: async ({ records }) => {
      await decoder.prepare(records.filter(({ topic }) => topic !== topics.deadLetter));
      for (const record of records) {
        const observation = toObservation(record, topics, decoder, parts.now());
        if (observation !== undefined) tell(observation);
      }
    },
  });
}

function createDecoder({ registry, topics, now }: WatchParts): Decoder {
  return createEventDecoder({
    registry,
    readers: [...logSubjects(topics.events), feedbackSubject(topics.feedback)],
    now,
  });
}

/** What one record of our topics says; undefined for what does not concern the story. */
function toObservation(
  record: IncomingRecord,
  topics: PipelineTopics,
  decoder: Decoder,
  seenAt: number,
): Observation | undefined {
  const { topic, partition, offset } = record;
  const place: Place = { topic, partition, offset };
  if (topic === topics.deadLetter) return toDeadLetter(record, place);
  const logKey = record.key?.toString() ?? '';
  if (record.value === null) return { type: 'TOMBSTONE', logKey, logPlace: place, seenAt };
  const decoded = decoder.decode(record.value, record.headers);
  if (!decoded.ok) return undefined;
  switch (decoded.schemaName) {
    case 'AcceptedEvent': {
      const { source, retention } = decoded.value;
      return { type: 'ACCEPTED', source: toPlace(source), logPlace: place, logKey, deleteAt: retention.deleteAt };
    }
    case 'HardDeleted':
      return { type: 'HARD_DELETED', aggregateId: decoded.value.aggregateId, cause: decoded.value.cause };
    case 'EventOutcome': {
      const { source } = decoded.value;
      return source === null ? undefined : { type: 'OUTCOME', source: toPlace(source), outcome: decoded.value };
    }
    default:
      return decoded satisfies never;
  }
}

function toDeadLetter({ headers }: IncomingRecord, place: Place): Observation | undefined {
  const topic = headerBytes(headers, 'kafka_dlt-original-topic');
  const partition = headerBytes(headers, 'kafka_dlt-original-partition');
  const offset = headerBytes(headers, 'kafka_dlt-original-offset');
  const code = headerBytes(headers, 'notif-error-code');
  if (topic === undefined || partition === undefined || offset === undefined || code === undefined) return undefined;
  const source = { topic: topic.toString(), partition: partition.readInt32BE(), offset: offset.readBigInt64BE() };
  return { type: 'DEAD_LETTER', source, place, code: code.toString() };
}

function toPlace({ topic, partition, offset }: { topic: string; partition: number; offset: number }): Place {
  return { topic, partition, offset: BigInt(offset) };
}
