export { createBatchConsumer } from './batch-consumer.ts';
export type {
  BatchConsumer,
  BatchControl,
  BatchHandler,
  ConsumerState,
  PartitionState,
  RecordBatch,
  StopSummary,
} from './batch-handling.ts';
export { classifyKafkaError, type KafkaFault, toKafkaError } from './classify-kafka-error.ts';
export { createKafkaClient, type KafkaClient } from './client.ts';
export { type ClusterAdmin, type CommittedOffset, createClusterAdmin, type PartitionBounds } from './cluster-admin.ts';
export type { BatchConsumerOptions } from './consumer-options.ts';
export { type DeadLetterFailure, type DeadLetterTarget, deadLetterRecord } from './dead-letter.ts';
export { KafkaError, RecordsRefused, type Refusal } from './kafka-error.ts';
export type { KafkaEvent, KafkaLogLine, KafkaObserver } from './observer.ts';
export { murmur2, partitionFor } from './partitioner.ts';
export {
  headerBytes,
  type IncomingHeaders,
  type IncomingRecord,
  type OutgoingHeaders,
  type OutgoingRecord,
  type TimestampType,
} from './record.ts';
export { createSender, type SenderOptions } from './sender.ts';
export type { Sender, SendOptions, SendPlacement } from './sending.ts';
export {
  type KafkaSettings,
  type KafkaSettingsResult,
  parseKafkaEnvironment,
  type SaslSettings,
  type SettingFault,
  type TlsSettings,
} from './settings.ts';
export {
  type TopicDeclaration,
  type TopicOptions,
  type TopicPurpose,
  topicDeclarations,
} from './topic-declarations.ts';
export type { TopicDrift, TopicPlan } from './topic-plan.ts';
