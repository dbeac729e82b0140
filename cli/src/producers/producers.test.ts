/** How scorecards are shown; what stands in them is the int test's. */
import { describe, expect, test } from '@jest/globals';
import type { Scorecard, ScorecardReport } from '@varselvakt/scorecard';
import { formatCount, formatShare, formatTime } from './format-figures.ts';
import { parseSince } from './parse-since.ts';
import { renderPage } from './render-page.ts';
import { describeOrigin, renderTable } from './render-table.ts';

const dayMs = 86_400_000;
const outcomes = {
  ...{ ACCEPTED: 0, WARNED: 0, REJECTED: 0, DUPLICATE: 0, CONFLICT: 0, UNREADABLE: 0 },
  ...{ LATE: 0, DELETION_PLANNED: 0, DELETED: 0, OTHER: 0 },
};
const unknown: Scorecard = {
  ...{ producerId: 'team-a', team: 'A', receivedCount: null, volume: null, retention: null, deletions: null },
  ...{ outcomes, refusedCount: 1_234, refusedShare: null, warnedShare: null, refusals: [], warnings: [], days: [] },
  terms: null,
};
const report: ScorecardReport = {
  generatedAt: 10 * dayMs,
  environment: 'prod',
  window: { askedFromAt: 0, fromAt: 3 * dayMs, untilAt: 10 * dayMs, outcomesFromAt: 2 * dayMs + 1, volumeFromAt: null },
  ...{ registerHash: 'abcdef0123456789', feedbackTopics: ['feedback'], outcomeCount: 1, strayCount: 0 },
  ...{ databaseMeasuredAt: null, producers: [unknown], findings: { byHour: [], byDay: [] } },
};

describe('figures', () => {
  test.each([
    [null, '-'],
    [0, '0.0 %'],
    [0.000_01, '<0.1 %'],
    [1 / 3, '33.3 %'],
    [0.999_99, '>99.9 %'],
    [1, '100.0 %'],
  ])('a share of %p is %s: never none or all where it is not', (share, expected) => {
    expect(formatShare(share)).toBe(expected);
  });

  test('what is not known is a dash, not zero', () => {
    expect([formatCount(null), formatCount(0), formatTime(null), formatTime(0)]).toEqual([
      '-',
      '0',
      '-',
      '1970-01-01T00:00Z',
    ]);
  });
});

describe('--since', () => {
  test('is days back from now', () => expect(parseSince('30d', 40 * dayMs)).toBe(10 * dayMs));

  test.each(['', '0d', '30', '367d', '1h', '-1d', '1.5d', '30d '])('refuses %j', (text) => {
    expect(() => parseSince(text, 0)).toThrow('--since');
  });
});

describe('what is shown', () => {
  test('of a database that could not be asked is said to be unknown', () => {
    expect(renderTable(report)).toMatch(/^team-a +- +- +1,234 +- /m);
    expect(renderPage(unknown, report)).toContain('Stored: not known, the database could not be asked.');
  });

  test('says of when it is, and that older outcomes are no longer kept', () => {
    const said = describeOrigin(report).join('\n');
    expect(said).toContain('From 1970-01-04T00:00Z to 1970-01-11T00:00Z');
    expect(said).toContain('outcomes before 1970-01-03T00:00Z are no longer kept');
    expect(said).not.toContain('far future');
  });

  test('says where figures are short of the truth', () => {
    const deletions = {
      neverExpiringCount: 0,
      overdueCount: 50_000,
      oldestOverdueAt: 0,
      heldCount: 0,
      plannedCount: 0,
    };
    const full = { ...unknown, deletions: { ...deletions, upcoming: [] } };
    const window = { ...report.window, outcomesFromAt: null, fromAt: 0, volumeFromAt: dayMs };
    const said = describeOrigin({ ...report, window, strayCount: 2, producers: [full] }).join('\n');
    expect(said).toContain('only the oldest 50,000 are');
    expect(said).toContain('2 outcomes are dated in the far future');
    expect(said).toContain('Stored events are counted since 1970-01-02T00:00Z only, so no share can be given.');
  });
});
