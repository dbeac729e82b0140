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
  readonly notes: readonly string[];
};

/** All of one call, as `--json` prints it. */
export type BenchDocument = {
  readonly machine: Machine;
  readonly stack: string;
  readonly reports: readonly BenchReport[];
};

/** A figure from its values in several runs. Throws RangeError for no values. */
export function figureOf(name: string, unit: string, values: readonly number[]): Figure {
  return { name, unit, ...spreadOf(values) };
}
