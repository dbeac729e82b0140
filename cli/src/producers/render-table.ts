import { maxOverdueCount, type Scorecard, type ScorecardReport } from '@varselvakt/scorecard';
import { formatTable } from '../terminal.ts';
import { formatCount, formatShare, formatTime } from './format-figures.ts';

const heading = [
  'PRODUCER',
  'TERMS',
  'STORED',
  'REFUSED',
  'SHARE',
  'WARNED',
  'REPEATED',
  'CONFLICT',
  'LATE',
  'UNREADABLE',
  'OWN RETENTION',
  'NEVER EXPIRE',
  'OVERDUE',
  'OLDEST',
  'ASSESSMENTS MISSING',
];

/** One line for each producer. */
export function renderTable(report: ScorecardReport): string {
  const rows = report.producers.map(toRow);
  return [formatTable(heading, rows), '', ...describeOrigin(report)].join('\n');
}

function toRow({ producerId, terms, volume, outcomes, deletions, retention, ...card }: Scorecard): readonly string[] {
  return [
    producerId,
    terms?.state ?? '-',
    formatCount(volume?.storedCount ?? null),
    formatCount(card.refusedCount),
    formatShare(card.refusedShare),
    formatCount(outcomes.WARNED),
    formatCount(outcomes.DUPLICATE),
    formatCount(outcomes.CONFLICT),
    formatCount(outcomes.LATE),
    formatCount(outcomes.UNREADABLE),
    formatShare(retention?.ownShare ?? null),
    formatCount(deletions?.neverExpiringCount ?? null),
    formatCount(deletions?.overdueCount ?? null),
    formatTime(deletions?.oldestOverdueAt ?? null),
    formatCount(terms?.missingAssessmentCount ?? null),
  ];
}

/** Of when the figures are and where each comes from. */
export function describeOrigin(report: ScorecardReport): readonly string[] {
  const { window, environment, registerHash, feedbackTopics, outcomeCount, strayCount } = report;
  const dueCount = report.producers.reduce((sum, { deletions }) => sum + countDue(deletions), 0);
  return [
    `From ${formatTime(window.fromAt)} to ${formatTime(window.untilAt)} (UTC days), for ${environment}.`,
    ...describeLimits(report),
    `refused, warned, repeated, conflict, late, unreadable: ${formatCount(outcomeCount)} outcomes on ${feedbackTopics.join(', ')}; a service that was killed may have told one twice`,
    'stored, own retention: table event_tally; never expire, overdue, oldest: table aggregate',
    `terms, assessments: register ${registerHash.slice(0, 12)}`,
    'share: refused of all received = stored + refused + repeated',
    ...(strayCount === 0 ? [] : [`${formatCount(strayCount)} outcomes are dated in the far future and not counted.`]),
    ...(dueCount < maxOverdueCount
      ? []
      : [`More is due than is counted: only the oldest ${formatCount(maxOverdueCount)} are.`]),
  ];
}

const countDue = (deletions: Scorecard['deletions']): number =>
  deletions === null ? 0 : deletions.overdueCount + deletions.heldCount + deletions.plannedCount;

function describeLimits({ window }: ScorecardReport): readonly string[] {
  const { askedFromAt, fromAt, outcomesFromAt, volumeFromAt } = window;
  return [
    ...(fromAt > askedFromAt
      ? [`Asked from ${formatTime(askedFromAt)}; outcomes before ${formatTime(outcomesFromAt)} are no longer kept.`]
      : []),
    ...(volumeFromAt !== null && volumeFromAt > fromAt
      ? [`Stored events are counted since ${formatTime(volumeFromAt)} only, so no share can be given.`]
      : []),
  ];
}
