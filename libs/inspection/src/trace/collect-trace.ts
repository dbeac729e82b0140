import { createEventDecoder, type RegistryClient } from '@varselvakt/codec';
import type { ClusterAdmin, IncomingRecord } from '@varselvakt/kafka';
import {
  feedbackSubject,
  findFeedbackTopics,
  inboundSubject,
  logSubjects,
  type PipelineTopics,
} from '@varselvakt/pipeline';
import { findAggregateId, readTrace, type StoreClient } from '@varselvakt/store';
import type { ReadTopics, TopicsRead } from './read-topics.ts';
import { createTraceCollector, type TraceCollector } from './trace-collector.ts';
import { aggregateSteps, erasureSteps, type ShowId, type TraceStep } from './trace-step.ts';

/** The timeline of an event or aggregate, oldest first. */
export type Trace = {
  readonly aggregateId: string | null;
  readonly steps: readonly TraceStep[];
  readonly topicsRead: TopicsRead;
};

export type TraceParts = {
  readonly registry: RegistryClient;
  readonly admin: Pick<ClusterAdmin, 'topicNames'>;
  readonly topics: PipelineTopics;
  readonly inboundTopics: readonly string[];
  readonly read: ReadTopics;
  /** How ids are told: a producer may have put anything into them. */
  readonly show: ShowId;
};

/**
 * All that topics and tables still know of an event or an aggregate. Reads the topics from their start; without a database it tells what the
 * topics know. Throws KafkaError, RegistryUnavailable, StoreError.
 */
export async function collectTrace(id: string, parts: TraceParts, database: StoreClient | null): Promise<Trace> {
  const stored = database === null ? null : await findAggregateId(database, id);
  let collector = createTraceCollector(id, stored, parts.show);
  let topicsRead = await readTopics(collector, parts);
  // The aggregate was learnt on the way: what concerns it may have been passed before.
  if (stored === null && collector.aggregateId() !== null) {
    collector = createTraceCollector(id, collector.aggregateId(), parts.show);
    topicsRead = await readTopics(collector, parts);
  }
  const aggregateId = collector.aggregateId();
  const told = database === null ? nothing : await readTrace(database, aggregateId ?? id);
  const steps = [
    ...collector.steps,
    ...(told.aggregate === null ? [] : aggregateSteps(told.aggregate)),
    ...(told.erasure === null ? [] : erasureSteps(told.erasure)),
  ];
  return { aggregateId, steps: steps.toSorted((one, other) => one.at - other.at), topicsRead };
}

const nothing = { aggregate: null, erasure: null };

async function readTopics(collector: TraceCollector, parts: TraceParts): Promise<TopicsRead> {
  const { topics, inboundTopics, registry, admin } = parts;
  const feedbackTopics = await findFeedbackTopics(admin, topics);
  const decoder = createEventDecoder({
    registry,
    readers: [
      ...inboundTopics.map(inboundSubject),
      ...logSubjects(topics.events),
      ...feedbackTopics.map(feedbackSubject),
    ],
    now: Date.now,
  });
  const onRecords = async (records: readonly IncomingRecord[]): Promise<void> => {
    await decoder.prepare(records.filter(({ topic, value }) => topic !== topics.deadLetter && value !== null));
    for (const record of records) {
      if (record.topic === topics.deadLetter) collector.takeDeadLetter(record);
      else if (record.value === null) collector.take(record, undefined);
      else {
        const decoded = decoder.decode(record.value, record.headers);
        collector.take(record, decoded.ok ? decoded : undefined);
      }
    }
  };
  return parts.read([...inboundTopics, topics.events, ...feedbackTopics, topics.deadLetter], onRecords);
}
