import type { KafkaEvent, KafkaObserver } from '@varselvakt/kafka';
import type { Logger } from '@varselvakt/runtime';

/** Writes down faults of the connection to Kafka; what goes well is not logged. */
export function logKafkaEvents(log: Logger): KafkaObserver {
  return (event: KafkaEvent) => {
    if (event.type === 'log_written' && (event.level === 'warn' || event.level === 'error'))
      log[event.level]({ ...event.fields, client: 'kafkajs' }, event.message);
    if (event.type === 'connect_failed')
      log.warn({ code: event.code, attemptCount: event.attemptCount }, 'no connection to Kafka');
    if (event.type === 'send_failed') {
      const { topic, partition, code, recordCount, attemptCount, retryInMs } = event;
      log.warn({ topic, partition, code, recordCount, attemptCount, retryInMs }, 'a send failed');
    }
  };
}
