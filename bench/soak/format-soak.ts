import type { Verdict } from '../../test/oracle/judge.ts';
import { describeMachine, type Machine } from '../measure/machine.ts';
import { formatFigure, formatNumber } from '../report/format-figure.ts';
import { formatMachine } from '../report/format-report.ts';
import { judgeSoak, type SoakFigures, type SoakSample } from './judge-soak.ts';
import type { SoakRun } from './run-soak.ts';
import type { SoakOptions } from './soak-options.ts';

/** All of one soak, as `--json` prints it. */
export type SoakReport = SoakRun &
  SoakFigures & {
    readonly machine: Machine;
    readonly minutes: number;
    readonly eventsPerSecond: number;
    readonly brokenInvariants: Verdict;
    readonly isPassed: boolean;
  };

/** Puts the report together and says whether all held. */
export function toSoakReport(run: SoakRun, options: SoakOptions): SoakReport {
  const { minutes, eventsPerSecond, killEverySeconds } = options;
  const figures = judgeSoak(run.samples, { seconds: minutes * 60, eventsPerSecond, killEverySeconds });
  const isWhole = Object.keys(run.verdict).length === 0 && run.sentCount === run.storedCount;
  return {
    ...{ machine: describeMachine(), minutes, eventsPerSecond },
    ...run,
    ...figures,
    brokenInvariants: run.verdict,
    isPassed: isWhole && figures.isLagFlat && figures.isMemoryFlat,
  };
}

const LINES = 20;

/** For people: some twenty lines of lag and memory over time, and what came of it. */
export function formatSoak(report: SoakReport): string {
  const services = report.memory.map(({ service }) => service);
  const step = Math.max(1, Math.ceil(report.samples.length / LINES));
  const shown = report.samples.filter((_, index) => index % step === 0);
  const kills = Object.entries(report.killCounts).map(([name, count]) => `${name} ${count}`);
  return [
    formatMachine(report.machine),
    '',
    ...alignRows([['second', 'lag', ...services], ...shown.map((sample) => toRow(sample, services))]),
    '',
    `killed: ${kills.join(', ') || 'nobody'}`,
    `counted load: ${formatNumber(report.sentCount)} good events sent, ${formatNumber(report.storedCount)} stored`,
    `judged load: ${JSON.stringify(report.fates)}`,
    ...Object.entries(report.brokenInvariants).map(([name, found]) => `BROKEN ${name}: ${found.join('; ')}`),
    `lag: least of each stretch ${report.lowestLags.map(formatNumber).join(' ')}, allowed ${formatNumber(report.allowedLag)}, most ${formatNumber(report.peakLag)}: ${report.isLagFlat ? 'flat' : 'NOT FLAT'}`,
    ...report.memory.map(
      ({ service, earlierBytes, laterBytes, growth }) =>
        `memory from second ${report.memoryFromSeconds} on, ${service}: ${formatFigure(earlierBytes, 'bytes')}, then ${formatFigure(laterBytes, 'bytes')} (${(growth * 100).toFixed(1)} %)`,
    ),
    report.isPassed ? 'PASSED' : 'FAILED',
  ].join('\n');
}

const toRow = ({ atSeconds, lag, rssBytes }: SoakSample, services: readonly string[]): readonly string[] => [
  String(atSeconds),
  formatNumber(lag),
  ...services.map((service) => (rssBytes[service] === undefined ? '-' : formatFigure(rssBytes[service], 'bytes'))),
];

function alignRows(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
}
