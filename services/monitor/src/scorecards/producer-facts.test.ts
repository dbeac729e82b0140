import { expect, test } from '@jest/globals';
import type { LagReport } from '@varselvakt/lag';
import { sampleRegister } from '../testing/sample-refusals.ts';
import { sampleGroup, samplePartition, sampleReport } from '../testing/sample-report.ts';
import { producerFactsSchema, toProducerFacts } from './producer-facts.ts';

const sources = {
  register: sampleRegister(),
  topics: { inbound: 'inbound', feedback: 'feedback' },
  hoursOf: () => [{ startAt: 0, storedCount: 3 }],
};
const validator = (partitions: readonly Partial<typeof samplePartition>[], changes: Partial<LagReport> = {}) => ({
  ...sampleReport,
  groups: [
    {
      ...sampleGroup,
      stage: 'validator' as const,
      partitions: partitions.map((one) => ({ ...samplePartition, ...one })),
    },
  ],
  ...changes,
});
const waitingIn = (report: LagReport) => toProducerFacts(sources, report).map(({ waiting }) => waiting);

test('the register’s words on a producer are told, in the form that the document tells', () => {
  const facts = toProducerFacts(sources, sampleReport);
  expect(facts.map((one) => producerFactsSchema.parse(one))).toEqual(facts);
  expect(facts).toMatchObject([
    { producerId: 'team-a', topics: [], feedbackTopic: 'feedback', hours: [{ storedCount: 3 }] },
    { producerId: 'team-b', topics: ['inbound.team-b'] },
  ]);
});

test('what waits is that of the producer’s own topics, or of the shared one', () => {
  const partitions = [
    { topic: 'inbound', lag: 2, timeLagSeconds: 4 },
    { topic: 'inbound', partition: 1, lag: 3, timeLagSeconds: 9 },
    { topic: 'inbound.team-b', lag: 0, timeLagSeconds: null },
  ];
  expect(waitingIn(validator(partitions))).toEqual([
    { isShared: true, count: 5, oldestSeconds: 9 },
    { isShared: false, count: 0, oldestSeconds: 0 },
  ]);
});

test('what is not known is null: of a partition, of a group that is not there, after a look that failed', () => {
  const unknown = { isShared: true, count: null, oldestSeconds: null };
  const first = (report: LagReport) => waitingIn(report)[0];
  expect(first(validator([{ topic: 'inbound', lag: null, timeLagSeconds: null }]))).toEqual(unknown);
  expect(first(sampleReport)).toEqual(unknown);
  expect(first(validator([{ topic: 'inbound' }], { failure: 'KAFKA_X' }))).toEqual(unknown);
});
