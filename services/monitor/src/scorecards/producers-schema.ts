import { z } from 'zod';
import { producerFactsSchema } from './producer-facts.ts';

const instant = z.int().meta({ description: 'Milliseconds since the epoch' });
const count = z.int().min(0);
const known = count.nullable().meta({ description: 'null: the database could not be asked' });
const share = z.number().min(0).nullable().meta({ description: 'Of all events received; null: not known' });
const codes = z.array(z.object({ code: z.string(), clause: z.string().nullable(), count, share }));

/** One scorecard; what is not told here one by one is as `varselvakt producers --json` has it. */
const cardSchema = z.looseObject({
  producerId: z.string().meta({ description: 'other: all that the register does not know' }),
  team: z.string().nullable(),
  receivedCount: known,
  refusedCount: count,
  refusedShare: share,
  warnedShare: share,
  outcomes: z.record(z.string(), count).meta({ description: 'As told on the feedback topics' }),
  refusals: codes,
  warnings: codes,
  days: z.array(z.object({ day: z.string(), storedCount: known, refusedCount: count, warnedCount: count })),
});

/** How far the sources of scorecards are read. */
const standing = {
  reading: z.looseObject({ readCount: count, waitingCount: count }).nullable(),
  feedbackFault: z.string().nullable().meta({ description: 'What keeps outcomes from being read, as a code' }),
  databaseFault: z.string().nullable().meta({ description: 'What keeps the database from being asked, as a code' }),
  hoursFromAt: instant.nullable().meta({
    description: 'Stored events are counted by hour since then: since the monitor was started; null: not counted',
  }),
};

/** The answers of `/api/producers` and `/api/producers/ID`: numbers, codes and the register’s own words, never anything of an event. */
export const producersSchema = z.looseObject({
  generatedAt: instant,
  environment: z.enum(['dev', 'prod']),
  window: z.looseObject({ fromAt: instant, untilAt: instant }).meta({ description: 'From when to when figures count' }),
  databaseMeasuredAt: instant.nullable(),
  producers: z.array(cardSchema),
  facts: z.array(producerFactsSchema),
  ...standing,
});

/** The answer while the feedback topics are not read yet. */
export const producersLoadingSchema = z.object({ error: z.string(), ...standing });
