import type { Machine } from '../measure/machine.ts';
import { spreadOf } from '../measure/statistics.ts';
import type { Goal } from './goal.ts';

/** One measured figure: the median of several runs, with the least and the greatest beside it. */
export type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
};

/** What one benchmark found. */
export type BenchReport = {
  readonly bench: string;
  readonly about: string;
  readonly eventCount: number;
  readonly runCount: number;
  readonly figures: readonly Figure[];
  readonly goals: readonly Goal[];
};

/** All of one call, as `--json` prints it. */
export type BenchDocument = {
  readonly machine: Machine;
  readonly stack: string;
  readonly reports: readonly BenchReport[];
};

/** How a figure is called and read from one run. */
export type FigureColumn<Round> = readonly [name: string, unit: string, read: (round: Round) => number];

/** The figures of several runs. Throws RangeError when there was no run. */
export function figuresOf<Round>(rounds: readonly Round[], columns: readonly FigureColumn<Round>[]): readonly Figure[] {
  return columns.map(([name, unit, read]) => ({ name, unit, ...spreadOf(rounds.map(read)) }));
}
