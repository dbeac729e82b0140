type Instant = number;

export type Obstacle = 'REDRIVEN' | 'DOUBTFUL' | 'POINTER' | 'NOT_INBOUND' | 'NO_TARGET' | null;

/** A dead letter without anything that it says. Instants in milliseconds since the epoch, here and below. */
export type LetterAnswer = {
  readonly partition: number;
  readonly offset: string;
  readonly at: Instant;
  readonly code: string;
  readonly path: string | null;
  readonly producerId: string | null;
  readonly target: { readonly topic: string; readonly partition: number } | null;
  readonly originalOffset: string | null;
  readonly originalAt: Instant | null;
  readonly obstacle: Obstacle;
  readonly aggregateId: string | null;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly attemptCount: number | null;
  readonly redriveCount: number;
  readonly schema: string | null;
  readonly schemaId: number | null;
  readonly unreadable: string | null;
};

/** `/api/dead-letters`. */
export type LettersAnswer = {
  readonly topic: string;
  readonly letters: readonly LetterAnswer[];
  readonly next: string | null;
  readonly readCount: number;
  readonly readBytes: number;
  readonly endedBy: 'FULL' | 'END' | 'RECORDS' | 'BYTES' | 'TIME';
  readonly marksFault: string | null;
};

/** `/api/dead-letters/{partition}/{offset}`. */
export type LetterPageAnswer = {
  readonly topic: string;
  readonly letter: LetterAnswer & {
    readonly headers: {
      readonly own: readonly { readonly name: string; readonly value: string }[];
      readonly foreignCount: number;
      readonly foreignBytes: number;
    };
    readonly structure: unknown;
  };
  readonly explanation: { readonly title: string; readonly remedy: string } | null;
  readonly marksFault: string | null;
};

/** A redrive, tried or done. */
export type RedriveAnswer = {
  readonly topic: string;
  readonly isDryRun: boolean;
  readonly groups: readonly {
    readonly code: string;
    readonly producerId: string | null;
    readonly obstacle: Obstacle;
    readonly count: number;
    readonly oldestAt: Instant;
    readonly newestAt: Instant;
  }[];
  readonly sendableCount: number;
  readonly chosenCount: number;
  readonly sentCount: number;
  readonly refusedCount: number;
  readonly isInterrupted: boolean;
};
