import type { BenchOptions } from './command-line.ts';
import type { BenchEnvironment } from './stack/bench-environment.ts';

/** What a benchmark is given that stands on nothing but itself. */
export type OwnContext = {
  readonly options: BenchOptions;
  /** Says on standard error how far it is. */
  readonly say: (text: string) => void;
};

/** What a benchmark of services is given. */
export type BenchContext = OwnContext & { readonly environment: BenchEnvironment };
