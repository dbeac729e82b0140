import type { KafkaEvent, KafkaObserver } from '@varselvakt/kafka';
import type { FlowEvent, FlowObserver, FlowStage, Logger } from '@varselvakt/runtime';

export interface KafkaReportParts {
  readonly log: Logger;
  readonly observe: FlowObserver;
  /** Consumer group; left out where nothing is consumed. */
  readonly group?: string;
  /** Set where each batch is to be measured as a whole, under this stage. */
  readonly stage?: FlowStage;
  /** By which brokers know us; told with what is read and sent. */
  readonly clientId?: string;
}

/** kafkajs calls every pause of a partition worth knowing; what matters is told as events of their own. */
const KAFKAJS_LEVELS = { debug: 'trace', info: 'debug', warn: 'warn', error: 'error' } as const;

/** Turns what libs/kafka tells into log lines (codes and places only) and metrics. */
export function createKafkaReports(parts: KafkaReportParts): KafkaObserver {
  const { log, observe, group = '', stage, clientId = 'varselvakt' } = parts;
  return (event) => {
    const measured = toFlowEvent(event, group, stage);
    if (measured !== undefined) observe(measured);
    const moved = toMoved(event, clientId);
    if (moved !== undefined) observe(moved);
    report(event, log, group);
  };
}

function toMoved(event: KafkaEvent, clientId: string): FlowEvent | undefined {
  if (event.type === 'batch_handled')
    return { type: 'RecordsConsumed', clientId, topic: event.topic, count: event.recordCount };
  if (event.type === 'records_sent')
    return { type: 'RecordsSent', clientId, topic: event.topic, count: event.recordCount };
  return undefined;
}

function toFlowEvent(event: KafkaEvent, group: string, stage: FlowStage | undefined): FlowEvent | undefined {
  switch (event.type) {
    case 'group_joined':
      return { type: 'GroupRebalanced', group, kind: 'joined' };
    case 'offset_committed':
      return { type: 'OffsetsCommitted', group, result: 'ok', durationMs: event.durationMs };
    case 'commit_failed':
      return { type: 'OffsetsCommitted', group, result: 'failed', durationMs: 0 };
    case 'batch_handled': {
      const { topic, recordCount: count, durationMs } = event;
      return stage === undefined ? undefined : { type: 'BatchHandled', stage, topic, count, durationMs };
    }
    default:
      return undefined;
  }
}

function report(event: KafkaEvent, log: Logger, group: string): void {
  switch (event.type) {
    case 'log_written':
      log[KAFKAJS_LEVELS[event.level]]({ ...event.fields }, event.message);
      return;
    case 'group_joined':
      log.info({ group, partitions: event.assignment.length }, 'joined the group');
      return;
    case 'commit_failed':
      log.warn({ topic: event.topic, partition: event.partition, code: event.code }, 'a commit failed');
      return;
    case 'connect_failed':
      log.warn({ role: event.role, code: event.code, attemptCount: event.attemptCount }, 'Kafka cannot be reached');
      return;
    case 'batch_failed': {
      const { topic, partition, code, attemptCount, error } = event;
      log.warn({ topic, partition, code, ...sqlStateOf(error), attemptCount }, 'a batch is tried again');
      return;
    }
    case 'send_failed': {
      const { topic, partition, code, attemptCount } = event;
      log.warn({ topic, partition, code, attemptCount }, 'a send failed');
      return;
    }
    case 'offset_reset':
    case 'partition_stuck':
      log.error({ topic: event.topic, partition: event.partition }, event.type.replace('_', ' '));
      return;
    case 'consumer_crashed':
      log.error({ group: event.groupId, code: event.code }, 'the consumer crashed');
      return;
    default:
      return;
  }
}

/** What the database said, where it was the database. */
function sqlStateOf(error: unknown): { readonly sqlState?: string } {
  const sqlState: unknown = error instanceof Error ? Reflect.get(error, 'sqlState') : null;
  return typeof sqlState === 'string' && /^[0-9A-Z_]{5,40}$/.test(sqlState) ? { sqlState } : {};
}
