import type { Rate } from '../ceiling/rate.ts';
import type { Measurement } from '../measure/count-window.ts';
import type { DeleterTimes } from '../measure/deleter-steps.ts';
import { median, quantile } from '../measure/statistics.ts';
import { type BenchReport, type FigureColumn, figuresOf } from '../report/bench-report.ts';
import { atLeast, atMost, type Goal } from '../report/goal.ts';
import type { DeletionDelays } from './deleter-delays.ts';
import type { IngestEffect } from './deleter-ingest.ts';

/** One round: the ceiling, the deleter, and what was found afterwards. */
export type DeleterRound = {
  readonly ceiling: { readonly tombstones: Rate; readonly rows: Rate };
  readonly measured: Measurement;
  readonly times: DeleterTimes;
  readonly walBytesPerAggregate: number;
  readonly leftDueCount: number;
  readonly wronglyGoneCount: number;
  readonly earlyCount: number;
  readonly missingRecordCount: number;
  readonly ingest: IngestEffect;
  readonly delays: DeletionDelays;
};

const MILLION = 1_000_000;
const MEMORY_BYTES = 256 * 1_048_576;

const ceilingSeconds = ({ ceiling }: DeleterRound): number => ceiling.tombstones.seconds + ceiling.rows.seconds;
const publishSeconds = ({ times }: DeleterRound): number => (times.lastTombstoneAtMs - times.firstAtMs) / 1_000;
const transactionP99 = ({ times }: DeleterRound): number => quantile(times.transactionsMs, 0.99);

const keptShare = ({ ingest }: DeleterRound): number => ingest.besideRate / ingest.aloneRate;
const delayP999 = ({ delays }: DeleterRound): number => quantile(delays.delaysSeconds, 0.999);
/** What may pass beside the interval of the schedule. */
const DELAY_SECONDS = 60;

const columns: readonly FigureColumn<DeleterRound>[] = [
  ['notifications gone', '/s', ({ measured }) => measured.eventsPerSecond],
  ['notifications gone per CPU second', '/s', ({ measured }) => measured.eventsPerCpuSecond],
  ['CPU per notification', 'µs', ({ measured }) => measured.cpuMicrosPerEvent],
  ['CPU', 's', ({ measured }) => measured.cpuSeconds],
  ['peak memory', 'bytes', ({ measured }) => measured.peakRssBytes],
  ['to the last acknowledged tombstone', 's', publishSeconds],
  ['of it in Postgres', 's', ({ times }) => times.postgresSeconds],
  ['one transaction: p50', 'ms', ({ times }) => quantile(times.transactionsMs, 0.5)],
  ['one transaction: p99', 'ms', transactionP99],
  ['WAL per notification', 'bytes', ({ walBytesPerAggregate }) => walBytesPerAggregate],
  ['ceiling: plain tombstones', '/s', ({ ceiling }) => ceiling.tombstones.eventsPerSecond],
  ['ceiling: plain deletes', '/s', ({ ceiling }) => ceiling.rows.eventsPerSecond],
  ['ingest alone', 'events/s', ({ ingest }) => ingest.aloneRate],
  ['ingest beside deletions', 'events/s', ({ ingest }) => ingest.besideRate],
  ['notifications gone beside ingest', '/s', ({ ingest }) => ingest.erasedRate],
  ['due to tombstone acknowledged: p50', 's', ({ delays }) => quantile(delays.delaysSeconds, 0.5)],
  ['due to tombstone acknowledged: p99.9', 's', delayP999],
  ['ratio to the ceiling', '', (round) => ceilingSeconds(round) / round.measured.seconds],
];

/** Figures and goals of the deleter. */
export function toDeleterReport(rounds: readonly DeleterRound[], dueCount: number, dueEvery: number): BenchReport {
  return {
    bench: 'deleter',
    about: `delete ${dueCount} due notifications of ${dueCount * dueEvery}: HardDeleted, tombstone, rows, ledger, feedback`,
    eventCount: dueCount,
    runCount: rounds.length,
    figures: figuresOf(rounds, columns),
    goals: toGoals(rounds, dueCount),
  };
}

function toGoals(rounds: readonly DeleterRound[], dueCount: number): readonly Goal[] {
  const perMillion = (read: (round: DeleterRound) => number) => (median(rounds.map(read)) / dueCount) * MILLION;
  const worst = (read: (round: DeleterRound) => number) => Math.max(...rounds.map(read));
  return [
    atMost(
      'P6',
      'Postgres, for a million',
      perMillion(({ times }) => times.postgresSeconds),
      60,
      's',
    ),
    atMost('P6', 'last tombstone acknowledged, for a million', perMillion(publishSeconds), 300, 's'),
    atMost('P6', 'one transaction, p99', worst(transactionP99), 250, 'ms'),
    atLeast('P6', 'ingest beside deletions, of ingest alone', Math.min(...rounds.map(keptShare)), 0.7, ''),
    atMost('P7', 'due to tombstone acknowledged, p99.9', worst(delayP999), longestDelay(rounds), 's'),
    atMost(
      'P7',
      'gone before due',
      worst(({ earlyCount, delays }) => earlyCount + delays.delaysSeconds.filter((delay) => delay < 0).length),
      0,
      'notifications',
    ),
    atMost(
      'I6',
      'due and still there',
      worst(({ leftDueCount }) => leftDueCount),
      0,
      'notifications',
    ),
    atMost(
      'I6',
      'records missing on the event log',
      worst(({ missingRecordCount }) => missingRecordCount),
      0,
      'records',
    ),
    atMost(
      'I7',
      'gone but not due',
      worst(({ wronglyGoneCount }) => wronglyGoneCount),
      0,
      'notifications',
    ),
    atMost(
      'P10',
      'memory',
      worst(({ measured }) => measured.peakRssBytes),
      MEMORY_BYTES,
      'bytes',
    ),
  ];
}

const longestDelay = (rounds: readonly DeleterRound[]): number =>
  DELAY_SECONDS + Math.max(...rounds.map(({ delays }) => delays.intervalSeconds));
