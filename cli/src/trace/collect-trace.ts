import { createEventDecoder } from '@varselvakt/codec';
import { feedbackSubject, findFeedbackTopics, inboundSubject, logSubjects } from '@varselvakt/pipeline';
import { findAggregateId, readTrace, type StoreClient } from '@varselvakt/store';
import { openTopicReader } from '../open-topic-reader.ts';
import type { TopicAccess } from '../with-topic-access.ts';
import { createTraceCollector, type TraceCollector } from './trace-collector.ts';
import { aggregateSteps, erasureSteps, type TraceStep } from './trace-step.ts';

export type Trace = { readonly aggregateId: string | null; readonly steps: readonly TraceStep[] };

/** All that topics and tables still know of an event or an aggregate, oldest first. Reads the topics from their start. */
export async function collectTrace(id: string, access: TopicAccess, database: StoreClient): Promise<Trace> {
  const stored = await findAggregateId(database, id);
  let collector = await readTopics(createTraceCollector(id, stored), access);
  // The aggregate was learnt on the way: what concerns it may have been passed before.
  if (stored === null && collector.aggregateId() !== null)
    collector = await readTopics(createTraceCollector(id, collector.aggregateId()), access);
  const aggregateId = collector.aggregateId();
  const { aggregate, erasure } = await readTrace(database, aggregateId ?? id);
  const steps = [
    ...collector.steps,
    ...(aggregate === null ? [] : aggregateSteps(aggregate)),
    ...(erasure === null ? [] : erasureSteps(erasure)),
  ];
  return { aggregateId, steps: steps.toSorted((one, other) => one.at - other.at) };
}

async function readTopics(collector: TraceCollector, access: TopicAccess): Promise<TraceCollector> {
  const { topics, inboundTopics, registry, admin } = access;
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
  const reader = await openTopicReader({
    ...access,
    topics: [...inboundTopics, topics.events, ...feedbackTopics, topics.deadLetter],
    groupPrefix: 'varselvakt',
    onRecords: async (records) => {
      const readable = records.filter(({ topic, value }) => topic !== topics.deadLetter && value !== null);
      await decoder.prepare(readable);
      for (const record of records) {
        if (record.topic === topics.deadLetter) collector.takeDeadLetter(record);
        else if (record.value === null) collector.take(record, undefined);
        else {
          const decoded = decoder.decode(record.value, record.headers);
          collector.take(record, decoded.ok ? decoded : undefined);
        }
      }
    },
  });
  try {
    await reader.caughtUp;
  } finally {
    await reader.stop();
  }
  return collector;
}
