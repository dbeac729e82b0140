import type { Rate } from '../ceiling/rate.ts';
import type { Backlog } from '../load/backlog.ts';
import type { Measurement } from '../measure/count-window.ts';
import { median } from '../measure/statistics.ts';
import { warmUpEvents } from '../measure/warm-up.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atLeast, atMost, type Goal } from '../report/goal.ts';

type Stored = {
  readonly measured: Measurement;
  readonly walBytesPerEvent: number;
  readonly newRowCount: number;
};

/** One round: the ceiling, the events for the first time, and the same events again. */
export type PersisterRound = { readonly ceiling: Rate; readonly first: Stored; readonly again: Stored };

const MILLION = 1_000_000;
const MEMORY_BYTES = 256 * 1_048_576;

const columns: readonly FigureColumn<PersisterRound>[] = [
  ['events', 'events/s', ({ first }) => first.measured.eventsPerSecond],
  ['events per CPU second', 'events/s', ({ first }) => first.measured.eventsPerCpuSecond],
  ['CPU per event', 'µs', ({ first }) => first.measured.cpuMicrosPerEvent],
  ['CPU', 's', ({ first }) => first.measured.cpuSeconds],
  ['peak memory', 'bytes', ({ first }) => first.measured.peakRssBytes],
  ['WAL per event', 'bytes', ({ first }) => first.walBytesPerEvent],
  ['ceiling: plain pg inserts', 'events/s', ({ ceiling }) => ceiling.eventsPerSecond],
  ['ceiling: CPU per event', 'µs', ({ ceiling }) => ceiling.cpuMicrosPerEvent],
  ['ratio to the ceiling', '', ({ first, ceiling }) => first.measured.eventsPerSecond / ceiling.eventsPerSecond],
  ['known events again', 'events/s', ({ again }) => again.measured.eventsPerSecond],
  ['known events again: CPU per event', 'µs', ({ again }) => again.measured.cpuMicrosPerEvent],
  ['known events again: WAL per event', 'bytes', ({ again }) => again.walBytesPerEvent],
];

/** Figures and goals of the persister. */
export function toPersisterReport(rounds: readonly PersisterRound[], backlog: Backlog): BenchReport {
  return {
    bench: 'persister',
    about: `store a backlog of the event log (${Math.round(backlog.meanValueBytes)} bytes inbound) in one process, fsync on`,
    eventCount: backlog.eventCount - warmUpEvents,
    runCount: rounds.length,
    figures: figuresOf(rounds, columns),
    goals: toGoals(rounds, backlog.eventCount),
  };
}

function toGoals(rounds: readonly PersisterRound[], totalCount: number): readonly Goal[] {
  const middle = (read: (round: PersisterRound) => number) => median(rounds.map(read));
  const worst = (read: (round: PersisterRound) => number) => Math.max(...rounds.map(read));
  const rate = middle(({ first }) => first.measured.eventsPerSecond);
  const againSeconds = MILLION / middle(({ again }) => again.measured.eventsPerSecond);
  const peakRss = worst(({ first, again }) => Math.max(first.measured.peakRssBytes, again.measured.peakRssBytes));
  return [
    atLeast('P2', 'events per second', rate, 30_000, 'events/s'),
    atMost(
      'P2',
      'CPU per event',
      middle(({ first }) => first.measured.cpuMicrosPerEvent),
      20,
      'µs',
    ),
    atMost('P10', 'memory with a backlog', peakRss, MEMORY_BYTES, 'bytes'),
    atMost(
      'P11',
      'WAL per event',
      middle(({ first }) => first.walBytesPerEvent),
      1_000,
      'bytes',
    ),
    atMost('P5', 'a million known events again', againSeconds, 60, 's'),
    atMost(
      'P5',
      'WAL per known event',
      middle(({ again }) => again.walBytesPerEvent),
      10,
      'bytes',
    ),
    atMost(
      'P5',
      'new rows for known events',
      worst(({ again }) => again.newRowCount),
      0,
      'rows',
    ),
    atMost(
      'I1',
      'events that became no row',
      worst(({ first }) => totalCount - first.newRowCount),
      0,
      'events',
    ),
  ];
}
