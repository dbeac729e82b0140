import { expect, test } from '@jest/globals';
import type { LagReport } from '@varselvakt/lag';
import { chooseReported, formatLag } from './format-lag.ts';
import { formatStatus } from './format-status.ts';

const group: LagReport['groups'][number] = {
  ...{ group: 'a', stage: null, outcome: 'MEASURED', state: 'Stable', protocol: '', protocolType: 'consumer' },
  ...{ coordinatorId: 1, memberCount: 2, status: 'OK', reason: 'it makes its way', totalLag: 7, maxLag: 7 },
  ...{ maxTimeLagSeconds: 90_061, unreadTopics: [], partitions: [] },
};
const unread: typeof group = {
  ...group,
  ...{ group: 'b\u001b[2J', outcome: 'UNKNOWN', status: 'NOTFOUND', reason: 'KAFKA_X' },
  ...{ memberCount: null, totalLag: null, maxTimeLagSeconds: null },
};
const report: LagReport = {
  ...{ cluster: 'c', collectedAt: 1, durationMs: 1, failure: null, failingSinceAt: null },
  kafka: null,
  groups: [group, unread],
};

test('the table tells what waits and for how long, unknown where it could not be read, and lets no name steer the terminal', () => {
  expect(formatLag(report, false).split('\n')).toEqual([
    'GROUP  STATUS   LAG  OLDEST   MEMBERS  WHY',
    'a      OK       7    1 d 1 h  2        it makes its way',
    'b·[2J  UNKNOWN  ?    ?        ?        KAFKA_X',
  ]);
});

test('only the groups that were asked for are shown, by name or pattern', () => {
  expect(chooseReported(report, ['b*']).groups).toEqual([unread]);
  expect(chooseReported(report, []).groups).toHaveLength(2);
});

test('the status says for each stage what to do', () => {
  const stage = { stage: 'deleter', verdict: 'UNHEALTHY', reason: 'why', action: 'do this' } as const;
  const numbers = { lag: 5, oldestSeconds: 61, memberCount: null };
  expect(
    formatStatus({ probe: null, healthy: false, collectedAt: 1, stages: [{ ...stage, ...numbers }] }).split('\n'),
  ).toEqual([
    ...['The pipeline does not work as it should.', ''],
    ...['STAGE    VERDICT    WAITING  OLDEST     WHY', 'deleter  UNHEALTHY  5        1 min 1 s  why'],
    ...['', 'What to do', 'deleter: do this'],
  ]);
});
