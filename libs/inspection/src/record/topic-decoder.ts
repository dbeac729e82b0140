import { createEventDecoder, type DecodeResult } from '@varselvakt/codec';
import type { IncomingRecord } from '@varselvakt/kafka';
import { feedbackSubject, inboundSubject, logSubjects } from '@varselvakt/pipeline';
import type { TopicAccess } from '../topic-access.ts';
import type { TopicSchema } from './record-view.ts';

/** Reads the values of any of our topics, dead letters included, which hold what was written elsewhere. */
export type TopicDecoder = {
  /** Gets the schemas of these records. Throws RegistryUnavailable. */
  readonly prepare: (records: readonly IncomingRecord[]) => Promise<void>;
  /** Reads one prepared record; undefined for a tombstone. */
  readonly decode: (record: IncomingRecord) => DecodeResult<TopicSchema> | undefined;
};

/** A person looks now and can look again: a schema that the registry does not know is unknown at once. */
const patience = { minTries: 1, minWaitMs: 0, negativeTtlMs: 60_000 };

/** A decoder for a topic: its own records, and on the topics of the pipeline whatever belongs there. */
export function createTopicDecoder(topic: string, access: TopicAccess): TopicDecoder {
  const { registry } = access;
  const decoder = createEventDecoder<TopicSchema>({
    registry,
    readers: readersOf(topic, access),
    patience,
    now: Date.now,
  });
  const withValue = ({ value }: IncomingRecord): boolean => value !== null;
  return {
    prepare: (records) => decoder.prepare(records.filter(withValue)),
    decode: ({ value, headers }) => (value === null ? undefined : decoder.decode(value, headers)),
  };
}

function readersOf(topic: string, { topics, inboundTopics }: TopicAccess) {
  if (topic === topics.events) return logSubjects(topic);
  if (topic === topics.feedback) return [feedbackSubject(topic)];
  if (topic === topics.deadLetter) return [...inboundTopics.map(inboundSubject), ...logSubjects(topics.events)];
  return [inboundSubject(topic)];
}
