import { Counter, type Registry } from 'prom-client';
import type { FlowHandlers } from './flow-event.ts';

/** What Java's clients count, under their names: dashboards of a platform know them. Topics and client ids are those of the settings. */
export function createMessageMetrics(registry: Registry): Pick<FlowHandlers, 'RecordsConsumed' | 'RecordsSent'> {
  const labelNames = ['client_id', 'topic'];
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames, registers: [registry] });
  const consumed = counter('kafka_consumer_fetch_manager_records_consumed_total', 'Records that were read and handled');
  const sent = counter('kafka_producer_topic_record_send_total', 'Records that were sent and acknowledged');
  return {
    RecordsConsumed: ({ clientId, topic, count }) => consumed.inc({ client_id: clientId, topic }, count),
    RecordsSent: ({ clientId, topic, count }) => sent.inc({ client_id: clientId, topic }, count),
  };
}
