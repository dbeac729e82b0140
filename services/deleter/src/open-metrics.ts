import { createKafkaReports } from '@varselvakt/pipeline';
import {
  type ConfigOf,
  createDatabaseMetrics,
  createFlowMetrics,
  type ServiceContext,
  toKafkaConnection,
} from '@varselvakt/runtime';
import type { configSchema } from './config.ts';

const none: ReadonlySet<string> = new Set();
const noLabels = { producers: none, codes: none, eventTypes: none, topics: none };

/** What the deleter tells in numbers: of its work, of Kafka and of the database. Once per process. */
export function openMetrics(config: ConfigOf<(typeof configSchema)['settings']>, context: ServiceContext) {
  const flow = createFlowMetrics(context.metrics, noLabels);
  const { clientId } = toKafkaConnection(config, 'deleter');
  return {
    flow,
    reports: createKafkaReports({ log: context.log, observe: flow, clientId }),
    database: createDatabaseMetrics(context.metrics),
  };
}
