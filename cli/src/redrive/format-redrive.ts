import type { LetterGroup, Obstacle, RedriveReport } from '@varselvakt/inspection';
import { formatTable } from '../terminal.ts';

const obstacleWords: Readonly<Record<Obstacle, string>> = {
  REDRIVEN: 'sent again before',
  DOUBTFUL: 'may have been sent again before (--resend-doubtful)',
  POINTER: 'was too large to be kept',
  NOT_INBOUND: 'not from an inbound topic',
  NO_TARGET: 'its topic or partition is gone',
};

/** A redrive for people. */
export function formatRedrive(report: RedriveReport): string {
  if (report.groups.length === 0) return `${report.topic} holds no such dead letters.`;
  const rows = report.groups.map((group) => toRow(group, report.isDryRun));
  return [formatTable(['CODE', 'PRODUCER', 'LETTERS', 'OLDEST', 'NEWEST', 'WHAT'], rows), '', summarise(report)].join(
    '\n',
  );
}

const toRow = ({ code, producerId, obstacle, count, oldestAt, newestAt }: LetterGroup, isDryRun: boolean) => [
  code,
  producerId ?? 'unknown',
  String(count),
  toTime(oldestAt),
  toTime(newestAt),
  obstacle === null ? (isDryRun ? 'would go' : 'goes') : obstacleWords[obstacle],
];

function summarise({ isDryRun, chosenCount, sendableCount, sentCount, refusedCount }: RedriveReport): string {
  const rest = sendableCount - chosenCount;
  const more = rest > 0 ? ` ${rest} more are left for another run (--limit).` : '';
  if (isDryRun) {
    const how = chosenCount === 0 ? '' : ' Add --send and --reason to send them.';
    return `Nothing was sent. ${chosenCount} letters would go.${how}${more}`;
  }
  const refused = refusedCount === 0 ? '' : ` Kafka refused ${refusedCount}: they are too large with their headers.`;
  return `${sentCount} letters were sent again.${refused}${more}`;
}

const toTime = (at: number): string => new Date(at).toISOString();

/** A redrive as JSON, with times as text. */
export function redriveToJson({ groups, ...report }: RedriveReport) {
  return {
    ...report,
    groups: groups.map((group) => ({ ...group, oldestAt: toTime(group.oldestAt), newestAt: toTime(group.newestAt) })),
  };
}
