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
export { classifyKafkaError, type KafkaFault } from './classify-kafka-error.ts';
export { createKafkaClient, type KafkaClient } from './client.ts';
export type { BatchConsumerOptions } from './consumer-options.ts';
export { KafkaError, RecordsRefused, type Refusal } from './kafka-error.ts';
export type { KafkaEvent, KafkaLogLine, KafkaObserver } from './observer.ts';
export { murmur2, partitionFor } from './partitioner.ts';
export {
  headerBytes,
  type IncomingHeaders,
  type IncomingRecord,
  type OutgoingHeaders,
  type OutgoingRecord,
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
