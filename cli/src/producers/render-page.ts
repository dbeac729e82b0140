import type { CodeCount, Scorecard, ScorecardReport, TermsFigures } from '@varselvakt/scorecard';
import { formatTable } from '../terminal.ts';
import { formatCount, formatShare, formatTime } from './format-figures.ts';
import { describeOrigin } from './render-table.ts';

/** Everything about one producer. */
export function renderPage(card: Scorecard, report: ScorecardReport): string {
  return [
    card.team === null
      ? `${card.producerId}: all whom the register does not know`
      : `${card.producerId} (${card.team})`,
    '',
    ...renderVolume(card),
    '',
    ...renderOutcomes(card),
    '',
    ...renderDeletions(card),
    '',
    ...(card.terms === null ? [] : [...renderTerms(card.terms), '']),
    ...renderDays(card),
    '',
    ...describeOrigin(report),
  ].join('\n');
}

function renderVolume({ volume, receivedCount, retention, refusedCount, outcomes }: Scorecard): readonly string[] {
  if (volume === null || retention === null) return ['Stored: not known, the database could not be asked.'];
  const { ownCount, labelDefaultCount, ownShare } = retention;
  return [
    `Received ${formatCount(receivedCount)}: ${formatCount(volume.storedCount)} stored, ${formatCount(refusedCount)} refused, ${formatCount(outcomes.DUPLICATE)} repeated`,
    ...volume.byType.map(({ eventType, count }) => `  ${eventType.padEnd(20)} ${formatCount(count)}`),
    `Own retention ${formatShare(ownShare)}: ${formatCount(ownCount)} events said how long, ${formatCount(labelDefaultCount)} left it to the label`,
  ];
}

function renderOutcomes(card: Scorecard): readonly string[] {
  const { outcomes, refusedCount, refusedShare, warnedShare } = card;
  return [
    `Refused ${formatCount(refusedCount)} (${formatShare(refusedShare)}): ${formatCount(outcomes.REJECTED)} rejected, ${formatCount(outcomes.CONFLICT)} conflicts, ${formatCount(outcomes.LATE)} late, ${formatCount(outcomes.UNREADABLE)} unreadable`,
    ...renderCodes(card.refusals),
    `Passed with warnings ${formatCount(outcomes.WARNED)} (${formatShare(warnedShare)})`,
    ...renderCodes(card.warnings),
    `Deletions told: ${formatCount(outcomes.DELETION_PLANNED)} planned, ${formatCount(outcomes.DELETED)} done`,
  ];
}

function renderCodes(codes: readonly CodeCount[]): readonly string[] {
  if (codes.length === 0) return [];
  const rows = codes.map(({ code, clause, count, share }) => [
    `  ${code}`,
    clause ?? '-',
    formatCount(count),
    formatShare(share),
  ]);
  return [formatTable(['  CODE', 'CLAUSE', 'EVENTS', 'SHARE'], rows)];
}

function renderDeletions({ deletions }: Scorecard): readonly string[] {
  if (deletions === null) return ['Deletions: not known, the database could not be asked.'];
  const { neverExpiringCount, overdueCount, oldestOverdueAt, heldCount, plannedCount, upcoming } = deletions;
  const upcomingCount = upcoming.reduce((sum, { dueCount }) => sum + dueCount, 0);
  return [
    `Never expire ${formatCount(neverExpiringCount)} (must be 0)`,
    `Overdue ${formatCount(overdueCount)}${oldestOverdueAt === null ? '' : `, the oldest since ${formatTime(oldestOverdueAt)}`}; ${formatCount(heldCount)} held, ${formatCount(plannedCount)} being deleted`,
    `Due within a week ${formatCount(upcomingCount)}`,
    ...upcoming.map(({ day, dueCount }) => `  ${day} ${formatCount(dueCount)}`),
  ];
}

const stateWords: Readonly<Record<TermsFigures['state'], string>> = {
  CURRENT: 'accepted',
  GRACE: 'accepted in an older version, which is still enough',
  OUTDATED: 'accepted in an older version, and the time to accept the new one is out',
  MISSING: 'not accepted',
};

const noticeWords: Readonly<Record<TermsFigures['notices'][number], string>> = {
  NOT_REGISTERED: 'not registered for this environment',
  NOT_VERIFIABLE: 'must write to a topic of its own, and has none',
  CONTACT_MISSING: 'neither chat nor e-mail to reach the team',
  NO_LABEL: 'no label for this environment',
};

function renderTerms(terms: TermsFigures): readonly string[] {
  const { state, version, currentVersion, graceEndsAt, notices, labels, isReady } = terms;
  const versions = `${version ?? '-'}, in force ${currentVersion ?? '-'}`;
  const grace = graceEndsAt === null ? '' : `, grace ends ${formatTime(graceEndsAt)}`;
  return [
    `Terms of use ${stateWords[state]} (${versions}${grace}); ${isReady ? 'ready' : 'not ready'}`,
    ...notices.map((notice) => `  ${notice}: ${noticeWords[notice]}`),
    ...labels.flatMap(({ name, isInUse, gaps }) =>
      gaps.map(({ code, assessment, severity }) => {
        const kind = assessment === null ? '' : ` (${assessment})`;
        return `  label "${name}"${isInUse ? '' : ' (not in use here)'}: ${code}${kind}, ${severity}`;
      }),
    ),
  ];
}

function renderDays({ days }: Scorecard): readonly string[] {
  if (days.length === 0) return ['Nothing was published.'];
  const rows = days.map(({ day, storedCount, refusedCount, warnedCount }) => [
    day,
    formatCount(storedCount),
    formatCount(refusedCount),
    formatCount(warnedCount),
  ]);
  return [formatTable(['DAY (UTC)', 'STORED', 'REFUSED', 'WARNED'], rows)];
}
