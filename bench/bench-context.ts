import type { BenchOptions } from './command-line.ts';
import type { BenchEnvironment } from './stack/bench-environment.ts';

/** What each benchmark is given. */
export type BenchContext = {
  readonly environment: BenchEnvironment;
  readonly options: BenchOptions;
  /** Says on standard error how far it is. */
  readonly say: (text: string) => void;
};
