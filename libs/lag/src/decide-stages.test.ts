import { describe, expect, test } from '@jest/globals';
import { type DeletionFacts, decideStages } from './decide-stages.ts';
import type { GroupLag, LagReport, PartitionReport } from './lag-report.ts';

const partition: PartitionReport = {
  ...{ topic: 't', partition: 0, startOffset: 0, endOffset: 9, stableOffset: 9, committedOffset: 9, lag: 0, lost: 0 },
  ...{ timeLagSeconds: 0, trend: null, status: 'OK', reason: 'nothing waits', complete: 1, committedAt: null },
  ...{ windowStart: null, windowEnd: null, member: null },
};
const measured: GroupLag = {
  ...{ group: 'g', stage: 'validator', outcome: 'MEASURED', state: 'Stable', protocol: '', protocolType: 'consumer' },
  ...{ coordinatorId: 1, memberCount: 1, status: 'OK', reason: 'nothing waits', totalLag: 0, maxLag: 0 },
  ...{ maxTimeLagSeconds: 0, unreadTopics: [], partitions: [partition] },
};
const read: DeletionFacts = {
  outcome: 'READ',
  dueCount: 0,
  oldestDueSeconds: null,
  pausedUntil: null,
  isStopped: false,
};

function statusOf(validator: Partial<GroupLag>, deletions: DeletionFacts = read, kafka: LagReport['kafka'] = null) {
  const groups = [
    { ...measured, ...validator },
    { ...measured, stage: 'persister' as const },
  ];
  const report: LagReport = {
    cluster: 'c',
    collectedAt: 1,
    durationMs: 1,
    failure: null,
    failingSinceAt: null,
    kafka,
    groups,
  };
  return decideStages(report, deletions);
}

test('a pipeline in which nothing is wrong is healthy, and says so of each stage', () => {
  const status = statusOf({});
  expect(status.healthy).toBe(true);
  expect(status.stages.map(({ stage, verdict, action }) => [stage, verdict, action])).toEqual([
    ['validator', 'HEALTHY', null],
    ['persister', 'HEALTHY', null],
    ['deleter', 'HEALTHY', null],
  ]);
});

describe('a stage is', () => {
  test.each<readonly [what: string, group: Partial<GroupLag>, verdict: string, reason: string, action: string]>([
    [
      'unknown when its group could not be read',
      { outcome: 'UNKNOWN', reason: 'KAFKA_CONNECTION_FAILED' },
      ...(['UNKNOWN', 'KAFKA_CONNECTION_FAILED', 'varselvakt doctor'] as const),
    ],
    [
      'unhealthy when a topic of its own is missing',
      { unreadTopics: [{ topic: 'in', code: 'KAFKA_UNKNOWN_TOPIC_OR_PARTITION' }] },
      ...(['UNHEALTHY', 'in could not be read', 'varselvakt topics apply'] as const),
    ],
    [
      'unhealthy when nobody runs, though nothing waits',
      { memberCount: 0 },
      ...(['UNHEALTHY', 'no validator is running', 'varselvakt run validator'] as const),
    ],
    [
      'unhealthy when a partition stalls',
      { status: 'ERR', reason: 'STALL in t/0: x', partitions: [{ ...partition, status: 'STALL', lag: 3 }] },
      ...(['UNHEALTHY', 'STALL in t/0', 'live?verbose'] as const),
    ],
    [
      'unhealthy when a record waits too long, however few wait',
      { totalLag: 1, maxTimeLagSeconds: 301 },
      ...(['UNHEALTHY', 'waits for 5 min 1 s', 'more instances'] as const),
    ],
    [
      'warned of when retention was faster',
      { partitions: [{ ...partition, lost: 7 }] },
      ...(['WARNING', 'retention took 7', 'sent again'] as const),
    ],
    [
      'warned of when it falls behind',
      { status: 'WARN', reason: 'WARN in t/0: slow', partitions: [{ ...partition, status: 'WARN', lag: 5 }] },
      ...(['WARNING', 'slow', 'look again'] as const),
    ],
    ['healthy while it works', { totalLag: 12, maxTimeLagSeconds: 3 }, 'HEALTHY', '12 wait', ''],
  ])('%s', (_, group, verdict, reason, action) => {
    const status = statusOf(group);
    const [stage] = status.stages;
    expect(stage).toMatchObject({ verdict, reason: expect.stringContaining(reason) });
    expect(stage?.action ?? '').toContain(action);
    expect(status.healthy).toBe(verdict === 'HEALTHY' || verdict === 'WARNING');
  });

  test.each<readonly [what: string, facts: DeletionFacts, verdict: string, healthy: boolean]>([
    ['unhealthy when deletions stand still by volume', { ...read, isStopped: true }, 'UNHEALTHY', false],
    [
      'warned of while deletions are paused',
      { ...read, pausedUntil: 1, dueCount: 5, oldestDueSeconds: 9_999 },
      'WARNING',
      true,
    ],
    ['unhealthy when what is due is not deleted', { ...read, dueCount: 5, oldestDueSeconds: 901 }, 'UNHEALTHY', false],
    ['healthy while what is due is young', { ...read, dueCount: 5, oldestDueSeconds: 60 }, 'HEALTHY', true],
    ['unknown when Postgres does not answer', { outcome: 'FAILED', code: 'STORE_DOWN' }, 'UNKNOWN', false],
    ['unknown without harm when nobody gave the address', { outcome: 'NOT_ASKED' }, 'UNKNOWN', true],
  ])('%s (deleter)', (_, facts, verdict, healthy) => {
    const status = statusOf({}, facts);
    expect(status.stages[2]?.verdict).toBe(verdict);
    expect(status.healthy).toBe(healthy);
  });
});

describe('a broker that is away', () => {
  const kafka: LagReport['kafka'] = {
    brokers: [
      { id: 1, address: 'a:9092', isThere: true },
      { id: 2, address: 'b:9092', isThere: false },
      { id: 3, address: null, isThere: false },
    ],
    topics: [],
  };

  test('is named where something could not be read because of it', () => {
    const status = statusOf({ unreadTopics: [{ topic: 'in', code: 'KAFKA_LEADER_NOT_AVAILABLE' }] }, read, kafka);
    expect(status.stages[0]).toMatchObject({
      verdict: 'UNHEALTHY',
      reason: expect.stringMatching(/in could not be read .*brokers 2 \(b:9092\), 3 are away/),
    });
  });

  test('is a warning where everything can be read still, and asks for nothing of Postgres', () => {
    const { healthy, stages } = statusOf({}, read, kafka);
    expect(healthy).toBe(true);
    expect(stages.map(({ verdict }) => verdict)).toEqual(['WARNING', 'WARNING', 'HEALTHY']);
  });
});
