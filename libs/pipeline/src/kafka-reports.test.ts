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
    const { flow, report } = reportsWith({ group: 'validators', stage: 'validate', clientId: 'us' });
    report(handled);
    report({ type: 'offset_committed', topic: 'inbound', partition: 2, offset: 507n, durationMs: 3 });
    expect(flow).toEqual([
      { type: 'BatchHandled', stage: 'validate', topic: 'inbound', count: 500, durationMs: 12 },
      { type: 'RecordsConsumed', clientId: 'us', topic: 'inbound', count: 500 },
      { type: 'OffsetsCommitted', group: 'validators', result: 'ok', durationMs: 3 },
    ]);
  });

  test('with what is sent counted once it is acknowledged', () => {
    const { flow, report } = reportsWith({ clientId: 'us' });
    report({ type: 'records_sent', topic: 'events', partition: 1, recordCount: 3, byteCount: 9, durationMs: 1 });
    expect(flow).toEqual([{ type: 'RecordsSent', clientId: 'us', topic: 'events', count: 3 }]);
  });

  test('without batches where no stage is named', () => {
    const { flow, report } = reportsWith({});
    report(handled);
    expect(flow.filter(({ type }) => type === 'BatchHandled')).toEqual([]);
  });
});

test('a batch that the database refuses is told with what the database said, and with nothing else of the error', () => {
  const lines: string[] = [];
  const output = { write: (line: string) => lines.push(line) };
  const log = createLogger({ service: 'test', version: '0', format: 'json', output });
  const error = Object.assign(new Error('Key (id)=(secret)'), {
    code: 'STORE_FATAL',
    retriable: false,
    sqlState: '42501',
  });
  createKafkaReports({ log, observe: () => undefined })({
    ...{ type: 'batch_failed', topic: 'events', partition: 0, offset: 7n, code: 'STORE_FATAL', retriable: false },
    ...{ attemptCount: 3, failingSinceAt: 0, retryInMs: 1, error },
  } as KafkaEvent);
  expect(JSON.parse(lines.join(''))).toMatchObject({ code: 'STORE_FATAL', sqlState: '42501', attemptCount: 3 });
  expect(lines.join('')).not.toContain('secret');
});
