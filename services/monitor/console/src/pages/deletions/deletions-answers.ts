type Instant = number;

/** `/api/deletions`. Instants in milliseconds since the epoch, here and below. */
export type OverviewAnswer = {
  readonly databaseAt: Instant;
  readonly due: {
    readonly dueCount: number;
    readonly heldCount: number;
    readonly plannedCount: number;
    readonly oldestFreeDueAt: Instant | null;
  };
  readonly erasedWithinDayCount: number;
  readonly pause: {
    readonly until: Instant;
    readonly reason: string;
    readonly actor: string | null;
    readonly since: Instant | null;
  } | null;
  readonly stop: { readonly since: Instant; readonly reason: string; readonly atCount: number } | null;
  readonly approvedCount: number | null;
  readonly toApproveCount: number | null;
  readonly holdCount: number;
  readonly ledger: { readonly lineCount: number; readonly batchCount: number; readonly lastAt: Instant | null };
  readonly verification: {
    readonly isOpen: boolean;
    readonly ledgerBeganAt: Instant | null;
    readonly last: { readonly startedAt: Instant; readonly finishedAt: Instant; readonly foundCount: number } | null;
  };
  readonly actions: readonly ActionAnswer[];
};

export type ActionAnswer = {
  readonly doneAt: Instant;
  readonly actor: string;
  readonly action: string;
  readonly reason: string;
};

/** `/api/deletions/ahead`. */
export type AheadAnswer = {
  readonly askedAt: Instant;
  readonly dayCount: number;
  readonly selection: { readonly producer: string | null; readonly label: string | null };
  readonly days: readonly { readonly day: string; readonly dueCount: number }[];
  readonly labels: readonly { readonly producerId: string; readonly label: string; readonly dueCount: number }[];
};

/** `/api/deletions/due`. */
export type DueAnswer = {
  readonly going: readonly {
    readonly producerId: string;
    readonly label: string;
    readonly cause: string;
    readonly goingCount: number;
    readonly alongCount: number;
  }[];
  readonly oldest: readonly {
    readonly aggregateId: string;
    readonly producerId: string;
    readonly label: string;
    readonly cause: string;
    readonly dueAt: Instant;
  }[];
};

/** `/api/deletions/holds`. */
export type HoldsAnswer = {
  readonly holds: readonly {
    readonly holdId: string;
    readonly scope: 'AGGREGATE' | 'LABEL' | 'PRODUCER';
    readonly target: string;
    readonly reason: string;
    readonly owner: string;
    readonly createdAt: Instant;
    readonly expiresAt: Instant;
  }[];
};

/** `/api/deletions/ledger`. */
export type LedgerAnswer = {
  readonly lines: readonly {
    readonly number: string;
    readonly receiptId: string;
    readonly kind: string;
    readonly cause: string;
    readonly producerId: string;
    readonly label: string;
    readonly tombstoneCount: number;
    readonly dueAt: Instant;
    readonly rowsGoneAt: Instant;
    readonly verifiedAt: Instant | null;
  }[];
  readonly next: string | null;
};
