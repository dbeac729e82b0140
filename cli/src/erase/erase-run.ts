import type { Operator, StoreClient } from '@varselvakt/store';
import type { Questions } from '../operator/open-questions.ts';
import type { ProgressBar } from '../operator/show-progress.ts';
import type { Terminal } from '../terminal.ts';

/** What one run of `erase` works with. */
export type EraseRun = {
  readonly client: StoreClient;
  readonly operator: Operator;
  /** False: say what it would be, change nothing. */
  readonly isSent: boolean;
  /** The name that was typed beforehand. */
  readonly confirm: string | undefined;
  /** How long to wait until all is gone; null: not at all. */
  readonly waitMs: number | null;
  readonly isJson: boolean;
  readonly questions: Pick<Questions, 'ask' | 'askSecret'>;
  readonly terminal: Terminal;
  readonly openBar: (what: string) => ProgressBar;
  readonly now: () => number;
};
