import { z } from 'zod';

const instant = z.int().meta({ description: 'Milliseconds since the epoch' });
const count = z.int().min(0);
const obstacle = z.enum(['REDRIVEN', 'DOUBTFUL', 'POINTER', 'NOT_INBOUND', 'NO_TARGET']).nullable();

const letterFields = {
  partition: z.int(),
  offset: z.string().meta({ description: 'A whole number; JSON’s end too early' }),
  at: instant.meta({ description: 'When it became a dead letter' }),
  code: z.string().meta({ description: 'Why; unknown: its headers say nothing' }),
  path: z.string().nullable().meta({ description: 'Where in the record' }),
  producerId: z.string().nullable(),
  target: z.object({ topic: z.string(), partition: z.int() }).nullable().meta({ description: 'Where the record lay' }),
  originalOffset: z.string().nullable(),
  originalAt: instant.nullable(),
  obstacle: obstacle.meta({ description: 'Why it cannot be sent again; null: it can' }),
  aggregateId: z.string().nullable().meta({ description: 'The key, where it is an id' }),
  keyBytes: count,
  valueBytes: count,
  attemptCount: count.nullable().meta({ description: 'How often it was tried' }),
  redriveCount: count.meta({ description: 'How often it was sent again before' }),
  schema: z.string().nullable(),
  schemaId: z.int().nullable(),
  unreadable: z.string().nullable().meta({ description: 'Why the value cannot be read, as a code' }),
};

const letterSchema = z.object(letterFields);
const marksFault = z
  .string()
  .nullable()
  .meta({ description: 'Why it is not known which letters were sent again, as a code' });

/** The answer of `/api/dead-letters`. */
export const lettersSchema = z.object({
  topic: z.string(),
  letters: z.array(letterSchema),
  next: z.string().nullable().meta({ description: 'Give as `before` for the page before; null: there is none' }),
  readCount: count.meta({ description: 'Letters that were looked at' }),
  readBytes: count,
  endedBy: z
    .enum(['FULL', 'END', 'RECORDS', 'BYTES', 'TIME'])
    .meta({ description: 'RECORDS, BYTES, TIME: the page ends early because so much was read' }),
  limits: z.object({ maxRecords: count, maxBytes: count, maxMs: count }),
  marksFault,
});

/** The answer of `/api/dead-letters/{partition}/{offset}`. */
export const letterPageSchema = z.object({
  topic: z.string(),
  letter: letterSchema.extend({
    headers: z.object({
      own: z.array(z.object({ name: z.string(), value: z.string() })),
      foreignCount: count.meta({ description: 'Headers of the producer, of which only this is told' }),
      foreignBytes: count,
    }),
    structure: z.unknown().meta({ description: 'What the record is made of, without any value; null: unreadable' }),
  }),
  explanation: z.object({ title: z.string(), remedy: z.string() }).nullable(),
  marksFault,
});

const groupSchema = z.object({
  ...{ code: z.string(), producerId: z.string().nullable(), obstacle, count, oldestAt: instant, newestAt: instant },
});

/** The answer of a redrive, tried or done. */
export const redriveSchema = z.object({
  topic: z.string(),
  isDryRun: z.boolean(),
  groups: z.array(groupSchema),
  sendableCount: count.meta({ description: 'How many may go' }),
  chosenCount: count.meta({ description: 'Of these: within the limit' }),
  sentCount: count,
  refusedCount: count.meta({ description: 'Kafka will never take them as they are' }),
  isInterrupted: z.boolean(),
});

export type LettersAnswer = z.infer<typeof lettersSchema>;
export type Letter = LettersAnswer['letters'][number];
export type LetterPage = z.infer<typeof letterPageSchema>;
export type RedriveAnswer = z.infer<typeof redriveSchema>;
