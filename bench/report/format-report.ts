import type { Machine } from '../measure/machine.ts';
import type { BenchDocument, BenchReport } from './bench-report.ts';
import { formatFigure, formatNumber } from './format-figure.ts';
import type { Goal } from './goal.ts';

/** The whole as text for people. */
export function formatDocument(document: BenchDocument): string {
  return [formatMachine(document.machine), ...document.reports.map(formatReport)].join('\n\n');
}

/** Where it was measured, in one line. */
export function formatMachine(machine: Machine): string {
  const memory = formatFigure(machine.memoryBytes, 'bytes');
  const commit = machine.gitDirty ? `${machine.gitCommit} with changes` : machine.gitCommit;
  return `${machine.cpuModel}, ${machine.coreCount} cores, ${memory}, Node ${[machine.nodeVersion, machine.nodeOptions].join(' ').trim()}, load before ${formatNumber(machine.loadBefore)}, commit ${commit}, ${machine.measuredAt}`;
}

/** One benchmark: a table of its figures, its goals, its notes. */
export function formatReport(report: BenchReport): string {
  const head = `${report.bench}: ${report.about} (${formatNumber(report.eventCount)} events, median of ${report.runCount})`;
  const rows = report.figures.map(({ name, unit, median, min, max }) => [
    name,
    formatFigure(median, unit),
    min === max ? '' : `${formatFigure(min, unit)} … ${formatFigure(max, unit)}`,
  ]);
  return [head, ...alignColumns(rows), ...report.goals.map(formatGoal)].join('\n');
}

/** One goal in a line: met or not, what was wanted, what was measured. */
export function formatGoal({ id, what, measured, wanted, unit, direction, met }: Goal): string {
  return `  ${met ? 'met    ' : 'NOT MET'}  ${id}  ${what}: ${formatFigure(measured, unit)}, wanted ${direction} ${formatFigure(wanted, unit)}`;
}

function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
