import { expect, test } from '@jest/globals';
import { judgeAudit } from './audit-report.ts';

const report = (severity: string) =>
  JSON.stringify({
    vulnerabilities: { leftish: { severity, range: '<2.0.0' } },
    metadata: { vulnerabilities: { [severity]: 1 } },
  });

test.each([
  ['high', 'FOUND', 'high: leftish <2.0.0'],
  ['critical', 'FOUND', 'critical: leftish <2.0.0'],
  ['moderate', 'CLEAN', 'audited: 1 moderate'],
])('a finding that is %s is %s', (severity, outcome, line) => {
  const verdict = judgeAudit(report(severity));
  expect([verdict.outcome, verdict.lines[0]]).toEqual([outcome, line]);
});

test.each(['', '<html>', '{"message":"405 Method Not Allowed"}', '{"error":{}}'])(
  'an answer that is none says nothing about the packages: %j',
  (output) => {
    expect(judgeAudit(output)).toMatchObject({
      outcome: 'NOT_AUDITED',
      lines: [expect.stringContaining('not audited')],
    });
  },
);
