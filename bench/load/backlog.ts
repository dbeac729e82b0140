import { createEncoder } from '@varselvakt/codec';
import { createSender, type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import type { BenchEnvironment } from '../stack/bench-environment.ts';
import type { PipelineTopics } from '../stack/pipeline-topics.ts';
import { createEventStories } from './event-stories.ts';
import { createRandom } from './random.ts';

/** What was put on the inbound topic. */
export type Backlog = {
  readonly eventCount: number;
  /** Records that are refused or cannot be read. */
  readonly badCount: number;
  readonly meanValueBytes: number;
};

export type BacklogOptions = {
  readonly eventCount: number;
  /** Share of bad records, 0 to 1: half of them break a rule, half are cut off. */
  readonly badShare?: number;
  readonly seed?: number;
  readonly onProgress?: (sentCount: number) => void;
};

/** A record as a producer sends it. */
export type MadeRecord = { readonly eventId: string; readonly record: OutgoingRecord; readonly isBad: boolean };

const CHUNK_RECORDS = 6_000;
const CUT_OFF_BYTES = 60;

/** Where records are made for. */
type RecordPlace = Pick<PipelineTopics, 'inbound' | 'partitionCount'> & {
  readonly schemaIds: { readonly ProducerEvent: number };
};

/** Turns events into records as a producer does, and spoils some. Each bad one leads to exactly one record of ours. */
export function createRecordMaker(topics: RecordPlace, options: Pick<BacklogOptions, 'badShare' | 'seed'>) {
  const { badShare = 0, seed = 1 } = options;
  const random = createRandom(seed);
  const nextEvent = createEventStories(random, Date.now());
  const encode = createEncoder('ProducerEvent', topics.schemaIds.ProducerEvent);
  return (): MadeRecord => {
    const isBad = badShare > 0 && random() < badShare;
    const isRefused = isBad && random() < 0.5;
    const event = nextEvent();
    const value = encode(isRefused ? { ...event, organisationNumber: '12345' } : event);
    const key = Buffer.from(event.aggregateId);
    const record = {
      topic: topics.inbound,
      partition: partitionFor(key, topics.partitionCount),
      key,
      value: isBad && !isRefused ? value.subarray(0, CUT_OFF_BYTES) : value,
    };
    return { eventId: event.eventId, record, isBad };
  };
}

/** Puts events on the inbound topic and returns when Kafka has acknowledged all. Throws KafkaError; a repeat may help. */
export async function makeBacklog(
  environment: BenchEnvironment,
  topics: PipelineTopics,
  options: BacklogOptions,
): Promise<Backlog> {
  const { eventCount, onProgress = () => undefined } = options;
  const next = createRecordMaker(topics, options);
  const sender = createSender(environment.kafka);
  let [sentCount, badCount, byteCount] = [0, 0, 0];
  try {
    while (sentCount < eventCount) {
      const made = Array.from({ length: Math.min(CHUNK_RECORDS, eventCount - sentCount) }, next);
      await sender.send(made.map(({ record }) => record));
      sentCount += made.length;
      for (const { record, isBad } of made) {
        if (isBad) badCount += 1;
        byteCount += record.value?.length ?? 0;
      }
      onProgress(sentCount);
    }
  } finally {
    await sender.stop(5_000);
  }
  return { eventCount, badCount, meanValueBytes: byteCount / Math.max(1, eventCount) };
}
