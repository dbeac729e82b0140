import type { KafkaObserver } from '@varselvakt/kafka';
import type { FlowObserver, Logger } from '@varselvakt/runtime';

/** Turns what libs/kafka tells into log lines (codes and places only) and metrics. */
export function createKafkaReports(log: Logger, group: string, observe: FlowObserver): KafkaObserver {
  return (event) => {
    switch (event.type) {
      case 'log_written':
        log[event.level]({ ...event.fields }, event.message);
        return;
      case 'group_joined':
        observe({ type: 'GroupRebalanced', group, kind: 'joined' });
        log.info({ group, partitions: event.assignment.length }, 'joined the group');
        return;
      case 'batch_handled':
        observe({
          type: 'BatchHandled',
          stage: 'persist',
          topic: event.topic,
          count: event.recordCount,
          durationMs: event.durationMs,
        });
        return;
      case 'offset_committed':
        observe({ type: 'OffsetsCommitted', group, result: 'ok', durationMs: event.durationMs });
        return;
      case 'commit_failed':
        observe({ type: 'OffsetsCommitted', group, result: 'failed', durationMs: 0 });
        log.warn({ topic: event.topic, partition: event.partition, code: event.code }, 'a commit failed');
        return;
      case 'connect_failed':
        log.warn({ role: event.role, code: event.code, attemptCount: event.attemptCount }, 'Kafka cannot be reached');
        return;
      case 'batch_failed':
      case 'send_failed': {
        const { topic, partition, code, attemptCount } = event;
        const what = event.type === 'batch_failed' ? 'a batch is tried again' : 'a send failed';
        log.warn({ topic, partition, code, attemptCount }, what);
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
  };
}
