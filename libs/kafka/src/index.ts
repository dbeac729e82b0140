export type { AccessGrant } from './admin/access-grants.ts';
export {
  type ClusterAdmin,
  type CommittedOffset,
  createClusterAdmin,
  type PartitionBounds,
} from './admin/cluster-admin.ts';
export {
  type TopicDeclaration,
  type TopicOptions,
  type TopicPurpose,
  topicDeclarations,
} from './admin/topic-declarations.ts';
export type { TopicDrift, TopicPlan } from './admin/topic-plan.ts';
export { createKafkaClient, type KafkaClient } from './connect/client.ts';
export type { KafkaEvent, KafkaObserver } from './connect/observer.ts';
export { type KafkaSettings, plainKafkaSettings } from './connect/settings.ts';
export { createBatchConsumer } from './consume/batch-consumer.ts';
export type {
  BatchConsumer,
  BatchControl,
  BatchHandler,
  ConsumerState,
  PartitionState,
  RecordBatch,
} from './consume/batch-handling.ts';
export type { BatchConsumerOptions } from './consume/consumer-options.ts';
export { classifyKafkaError, toKafkaError } from './fault/classify-kafka-error.ts';
export { KafkaError, RecordsRefused } from './fault/kafka-error.ts';
export type { ClusterFacts } from './lag/cluster-facts.ts';
export type { GroupAnswer, GroupFacts, GroupMember } from './lag/group-facts.ts';
export { createLagReader, type LagReader } from './lag/lag-reader.ts';
export type { NextRecord } from './lag/next-record.ts';
export type { TopicAnswer } from './lag/partition-offsets.ts';
export type { RecordPlace } from './lag/raw-fetch.ts';
export { createRecordReader, type RecordReader } from './lag/record-reader.ts';
export { type DeadLetterFailure, deadLetterRecord } from './record/dead-letter.ts';
export { type DeadLetterFacts, originalHeaders, readDeadLetter } from './record/dead-letter-facts.ts';
export { partitionFor } from './record/partitioner.ts';
export {
  headerBytes,
  type IncomingHeaders,
  type IncomingRecord,
  type OutgoingHeaders,
  type OutgoingRecord,
} from './record/record.ts';
export { createSender, type SenderOptions } from './send/sender.ts';
export type { Sender, SendPlacement } from './send/sending.ts';
