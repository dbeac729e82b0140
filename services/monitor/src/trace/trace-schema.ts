import { z } from 'zod';

const instant = z.int().meta({ description: 'Milliseconds since the epoch' });
const count = z.int().min(0);

const receiptSchema = z.object({
  receiptId: z.string(),
  number: z.string().meta({ description: 'Its place in the ledger' }),
  kind: z.string(),
  cause: z.string(),
  producerId: z.string(),
  label: z.string(),
  tombstoneCount: count,
  dueAt: instant,
  rowsGoneAt: instant,
  isSealIntact: z
    .boolean()
    .meta({ description: 'The seal was made anew from the lines of its batch, and is the same' }),
  verifiedAt: instant.nullable().meta({ description: 'When a sweep had looked for it last; null: none has yet' }),
  foundCount: count.meta({ description: 'How often a sweep found something of it, and removed it' }),
});

/** The answer of `/api/trace/{id}`. */
export const traceSchema = z.object({
  id: z.string(),
  aggregateId: z.string().nullable(),
  readAt: instant.meta({ description: 'Reading costs much: the answer may be a minute old' }),
  steps: z.array(
    z.object({
      at: instant,
      what: z.string().meta({ description: 'PUBLISHED, ACCEPTED, OUTCOME, STORED, DUE and so on' }),
      detail: z.string().meta({ description: 'In English, without any value of the event' }),
      place: z.string().nullable().meta({ description: 'topic/partition/offset; null: a table says so' }),
    }),
  ),
  receipts: z.array(receiptSchema),
  rowsLeftCount: count.nullable().meta({ description: 'Rows that the tables still hold of what is erased' }),
  reading: z.object({
    readCount: count,
    unread: z.array(z.string()).meta({ description: 'Topics of which a part was not read, because it took too long' }),
    maxMs: count,
  }),
  database: z.enum(['ASKED', 'NOT_CONFIGURED']),
});

export type TraceAnswer = z.infer<typeof traceSchema>;
