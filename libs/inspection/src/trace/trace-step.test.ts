import { expect, test } from '@jest/globals';
import type { AcceptedEvent, EventOutcome } from '@varselvakt/domain';
import type { IncomingRecord } from '@varselvakt/kafka';
import { createDetector, createEventMask, sampleEvent } from '@varselvakt/rules';
import { acceptedStep, aggregateSteps, outcomeStep, showIds } from './trace-step.ts';

const show = showIds(createEventMask(createDetector()));
const aggregateId = '0199aaaa-0000-7000-8000-000000000001';
const deleteAt = Date.parse('2027-03-28T01:30:00Z');
const plan = 'to be deleted 2027-03-28T01:30:00.000Z';
const record: IncomingRecord = {
  topic: 'events',
  partition: 0,
  offset: 7n,
  timestampMs: 1_000,
  timestampType: 'CreateTime',
  key: null,
  value: null,
  headers: {},
};
const common = { producerId: 'team-a', ruleSetVersion: '1.0.0', environment: 'dev', source: null };

test('a planned deletion can be read back wherever it is told: acceptance, notice and what is stored', () => {
  const accepted: AcceptedEvent = {
    ...common,
    event: sampleEvent('MessageCreated'),
    acceptedAt: 1,
    contentHash: Buffer.alloc(32),
    retention: { operation: 'SET', deleteAt, source: 'LABEL_DEFAULT' },
    warnings: [],
    source: { topic: 'inbound', partition: 0, offset: 1 },
  };
  const notice: EventOutcome = {
    ...common,
    eventId: null,
    aggregateId,
    outcome: 'DELETION_PLANNED',
    findings: [],
    schemaId: null,
    traceParent: null,
    occurredAt: 1,
    deleteAt,
    registerVersion: null,
  };
  const [stored] = aggregateSteps({
    kind: 'MESSAGE',
    state: 'CREATED',
    producerId: 'team-a',
    label: 'salary',
    createdAt: 1,
    deleteAt,
    deletingSince: null,
    retentionSource: 'LABEL_DEFAULT',
    deletionCause: 'RETENTION',
    eventCount: 1,
  });
  expect(acceptedStep(record, accepted, show).detail).toContain(`retention SET, ${plan} (LABEL_DEFAULT)`);
  expect(outcomeStep(record, notice, show).detail).toBe(`DELETION_PLANNED aggregate ${aggregateId}, ${plan}`);
  expect(outcomeStep(record, { ...notice, deleteAt: null }, show).detail).toBe(
    `DELETION_PLANNED aggregate ${aggregateId}`,
  );
  expect(stored?.detail).toContain(`${plan} (LABEL_DEFAULT)`);
});
