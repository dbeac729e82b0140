import { describe, expect, test } from '@jest/globals';
import type { KafkaEvent } from '@varselvakt/kafka';
import { createLogger, type FlowEvent } from '@varselvakt/runtime';
import { createKafkaReports, type KafkaReportParts } from './kafka-reports.ts';

const handled: KafkaEvent = {
  type: 'batch_handled',
  topic: 'inbound',
  partition: 2,
  recordCount: 500,
  firstOffset: 7n,
  lastOffset: 506n,
  durationMs: 12,
};

function reportsWith(more: Partial<KafkaReportParts>) {
  const flow: FlowEvent[] = [];
  const log = createLogger({ service: 'test', version: '0', level: 'fatal' });
  return { flow, report: createKafkaReports({ log, observe: (event) => void flow.push(event), ...more }) };
}

describe('what Kafka tells becomes metrics', () => {
  test('with each batch measured as a whole under the stage of the service', () => {
    const { flow, report } = reportsWith({ group: 'validators', stage: 'validate' });
    report(handled);
    report({ type: 'offset_committed', topic: 'inbound', partition: 2, offset: 507n, durationMs: 3 });
    expect(flow).toEqual([
      { type: 'BatchHandled', stage: 'validate', topic: 'inbound', count: 500, durationMs: 12 },
      { type: 'OffsetsCommitted', group: 'validators', result: 'ok', durationMs: 3 },
    ]);
  });

  test('without batches where no stage is named', () => {
    const { flow, report } = reportsWith({});
    report(handled);
    expect(flow).toEqual([]);
  });
});
