import type { KafkaObserver } from '@varselvakt/kafka';
import type { FlowObserver, Logger } from '@varselvakt/runtime';

/** kafkajs calls every pause of a partition worth knowing; what matters is told as events of their own. */
const KAFKAJS_LEVELS = { debug: 'trace', info: 'debug', warn: 'warn', error: 'error' } as const;

/** Turns what libs/kafka tells into log lines (codes and places only) and metrics. */
export function createKafkaReports(log: Logger, groupId: string, observe: FlowObserver): KafkaObserver {
  return (event) => {
    switch (event.type) {
      case 'log_written':
        log[KAFKAJS_LEVELS[event.level]]({ ...event.fields }, event.message);
        return;
      case 'group_joined':
        observe({ type: 'GroupRebalanced', group: groupId, kind: 'joined' });
        log.info({ group: groupId, partitions: event.assignment.length }, 'joined the group');
        return;
      case 'offset_committed':
        observe({ type: 'OffsetsCommitted', group: groupId, result: 'ok', durationMs: event.durationMs });
        return;
      case 'commit_failed':
        observe({ type: 'OffsetsCommitted', group: groupId, result: 'failed', durationMs: 0 });
        log.warn({ topic: event.topic, partition: event.partition, code: event.code }, 'a commit failed');
        return;
      case 'connect_failed':
        log.warn({ role: event.role, code: event.code, attemptCount: event.attemptCount }, 'Kafka cannot be reached');
        return;
      case 'batch_failed':
      case 'send_failed':
        log.warn(
          { topic: event.topic, partition: event.partition, code: event.code, attemptCount: event.attemptCount },
          event.type === 'batch_failed' ? 'a batch is tried again' : 'a send failed',
        );
        return;
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
  };
}
