type Instant = number;

/** `/api/trace/{id}`. Instants in milliseconds since the epoch. */
export type TraceAnswer = {
  readonly id: string;
  readonly aggregateId: string | null;
  readonly readAt: Instant;
  readonly steps: readonly StepAnswer[];
  readonly receipts: readonly ReceiptAnswer[];
  readonly rowsLeftCount: number | null;
  readonly reading: { readonly readCount: number; readonly unread: readonly string[]; readonly maxMs: number };
  readonly database: 'ASKED' | 'NOT_CONFIGURED';
};

export type StepAnswer = {
  readonly at: Instant;
  readonly what: string;
  readonly detail: string;
  readonly place: string | null;
};

export type ReceiptAnswer = {
  readonly receiptId: string;
  readonly number: string;
  readonly kind: string;
  readonly cause: string;
  readonly producerId: string;
  readonly label: string;
  readonly tombstoneCount: number;
  readonly dueAt: Instant;
  readonly rowsGoneAt: Instant;
  readonly isSealIntact: boolean;
  readonly verifiedAt: Instant | null;
  readonly foundCount: number;
};
