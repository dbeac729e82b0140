import { describeSeconds, fitsPattern, type GroupLag, type LagReport } from '@varselvakt/lag';
import { formatTable } from '../terminal.ts';

/** Names come from whoever made the group: nothing in them may steer the terminal. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·');

const known = (value: number | null): string => value?.toString() ?? '?';
const age = (seconds: number | null): string => (seconds === null ? '?' : describeSeconds(seconds));
const trendWords = { RISING: 'rising', FALLING: 'falling', STEADY: 'steady' } as const;

/** Only the groups that were asked for; all when none was. */
export function chooseReported(report: LagReport, wanted: readonly string[]): LagReport {
  if (wanted.length === 0) return report;
  return { ...report, groups: report.groups.filter(({ group }) => wanted.some((one) => fitsPattern(one, group))) };
}

function formatPartitions({ partitions }: GroupLag): string {
  return formatTable(
    ['TOPIC', 'PARTITION', 'LAG', 'OLDEST', 'TREND', 'COMMITTED', 'END', 'START', 'STATUS', 'MEMBER', 'WHY'],
    partitions.map((one) => [
      ...[printable(one.topic), String(one.partition), known(one.lag), age(one.timeLagSeconds)],
      ...[one.trend === null ? '' : trendWords[one.trend], known(one.committedOffset), String(one.endOffset)],
      ...[String(one.startOffset), one.status, printable(one.member?.clientId ?? '-'), printable(one.reason)],
    ]),
  );
}

/** A group that could not be read is not one that does not exist. */
const statusOf = ({ outcome, status }: GroupLag): string => (outcome === 'UNKNOWN' ? 'UNKNOWN' : status);

/** The groups as a table, and their partitions below where that is wanted. `?` = nobody knows. */
export function formatLag(report: LagReport, showsPartitions: boolean): string {
  const groups = formatTable(
    ['GROUP', 'STATUS', 'LAG', 'OLDEST', 'MEMBERS', 'WHY'],
    report.groups.map((one) => [
      ...[printable(one.group), statusOf(one), known(one.totalLag), age(one.maxTimeLagSeconds), known(one.memberCount)],
      printable(one.reason),
    ]),
  );
  if (!showsPartitions) return groups;
  const details = report.groups.map((one) => `${printable(one.group)}\n${formatPartitions(one)}`);
  return [groups, ...details].join('\n\n');
}
