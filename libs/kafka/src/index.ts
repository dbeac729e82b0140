export type {
  BatchConsumer,
  BatchControl,
  BatchHandler,
  ConsumerState,
  PartitionState,
  RecordBatch,
  StopSummary,
} from './batch-handling.ts';
export { KafkaError, RecordsRefused, type Refusal } from './kafka-error.ts';
export type { KafkaEvent, KafkaLogLine, KafkaObserver } from './observer.ts';
export {
  headerBytes,
  type IncomingHeaders,
  type IncomingRecord,
  type OutgoingHeaders,
  type OutgoingRecord,
} from './record.ts';
export type { SendOptions, SendPlacement, Sender } from './sending.ts';
