import { z } from 'zod';

const instant = z.int().meta({ description: 'Milliseconds since the epoch' });
const count = z.int().min(0);

const actionSchema = z.object({
  doneAt: instant,
  actor: z.string(),
  action: z.enum(['DELETIONS_PAUSED', 'DELETIONS_RESUMED', 'DELETIONS_APPROVED', 'HOLD_ADDED', 'HOLD_RELEASED']),
  reason: z.string(),
});

/** The answer of `/api/deletions`. */
export const overviewSchema = z.object({
  databaseAt: instant.meta({ description: 'The clock that decides what is due' }),
  due: z.object({
    dueCount: count.meta({ description: 'Due and not being deleted yet, held ones too' }),
    heldCount: count.meta({ description: 'Of these: kept by a legal hold' }),
    plannedCount: count.meta({ description: 'Being deleted' }),
    oldestFreeDueAt: instant.nullable().meta({ description: 'Of what no hold keeps; null: nothing of that is due' }),
  }),
  erasedWithinDayCount: count,
  pause: z
    .object({ until: instant, reason: z.string(), actor: z.string().nullable(), since: instant.nullable() })
    .nullable(),
  stop: z
    .object({ since: instant, reason: z.enum(['ABNORMAL_VOLUME', 'ABSOLUTE_LIMIT']), atCount: count })
    .nullable()
    .meta({ description: 'The circuit breaker stands open: nothing goes until it is approved' }),
  approvedCount: count.nullable().meta({ description: 'So many within 24 hours are approved; null: none are' }),
  toApproveCount: count
    .nullable()
    .meta({ description: 'What an approval would have to allow; null: nothing waits for one' }),
  holdCount: count.meta({ description: 'Legal holds that stand' }),
  ledger: z.object({ lineCount: count, batchCount: count, lastAt: instant.nullable() }),
  verification: z.object({
    isOpen: z.boolean().meta({ description: 'One is under way' }),
    ledgerBeganAt: instant.nullable(),
    last: z
      .object({ startedAt: instant, finishedAt: instant, foundCount: count })
      .nullable()
      .meta({ description: 'The last sweep that came to its end; what it found it removed' }),
  }),
  actions: z.array(actionSchema).meta({ description: 'What operators did last, the newest first' }),
});

/** The answer of `/api/deletions/ahead`. */
export const aheadSchema = z.object({
  askedAt: instant.meta({ description: 'Counting reads every row of the span: the answer may be some minutes old' }),
  dayCount: count,
  selection: z.object({ producer: z.string().nullable(), label: z.string().nullable() }),
  days: z.array(z.object({ day: z.string().meta({ description: 'UTC, such as 2026-01-31' }), dueCount: count })),
  labels: z.array(z.object({ producerId: z.string(), label: z.string(), dueCount: count })),
});

/** The answer of `/api/deletions/due`. */
export const dueSchema = z.object({
  going: z.array(
    z.object({
      ...{ producerId: z.string(), label: z.string(), cause: z.string(), goingCount: count },
      alongCount: count.meta({ description: 'Of these: not due themselves, they go with their case' }),
    }),
  ),
  oldest: z.array(
    z.object({
      ...{ aggregateId: z.string(), producerId: z.string(), label: z.string(), cause: z.string(), dueAt: instant },
    }),
  ),
});

/** The answer of `/api/deletions/holds`. */
export const holdsSchema = z.object({
  holds: z.array(
    z.object({
      holdId: z.string(),
      scope: z.enum(['AGGREGATE', 'LABEL', 'PRODUCER']),
      target: z.string(),
      reason: z.string(),
      owner: z.string(),
      createdAt: instant,
      expiresAt: instant,
    }),
  ),
});

/** The answer of `/api/deletions/ledger`. */
export const ledgerSchema = z.object({
  lines: z.array(
    z.object({
      number: z.string().meta({ description: 'Its place in the ledger' }),
      receiptId: z.string(),
      kind: z.string(),
      cause: z.string(),
      producerId: z.string(),
      label: z.string(),
      tombstoneCount: count,
      dueAt: instant,
      rowsGoneAt: instant,
      verifiedAt: instant.nullable(),
    }),
  ),
  next: z
    .string()
    .nullable()
    .meta({ description: 'Give as `before` for the lines before these; null: there are none' }),
});

/** The answer of an action. */
export const doneSchema = z.object({ done: z.literal(true), until: instant.nullable(), count: count.nullable() });

export type DeletionsOverview = z.infer<typeof overviewSchema>;
export type AheadAnswer = z.infer<typeof aheadSchema>;
export type DueAnswer = z.infer<typeof dueSchema>;
export type HoldsAnswer = z.infer<typeof holdsSchema>;
export type LedgerAnswer = z.infer<typeof ledgerSchema>;
