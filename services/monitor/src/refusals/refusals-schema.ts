import { z } from 'zod';

const instant = z.int().meta({ description: 'Milliseconds since the epoch' });
const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();
const words = z.object({ nb: z.string(), en: z.string() });
const code = z.string().meta({ description: 'OTHER: a code that the rule table does not know' });
const clause = z
  .string()
  .nullable()
  .meta({ description: 'Of the terms of use; null: about the structure of the data' });

const ruleSchema = z.object({
  code,
  clause,
  title: words.nullable().meta({ description: 'What is wrong; null for OTHER' }),
  remedy: words.nullable(),
  count: count.meta({ description: 'Events that met the rule; one that met it twice counts once' }),
  share: share.meta({ description: 'Of the events of the selection; an event may meet several rules' }),
  lastSeenAt: instant,
  producers: z.array(z.object({ producerId: z.string(), count })),
  topics: z.array(z.object({ topic: z.string(), count })),
});

/** The answer of `/api/refusals`: numbers, codes and names from the register, never anything of an event. */
export const refusalsSchema = z.object({
  generatedAt: instant,
  environment: z.enum(['dev', 'prod']),
  severity: z.enum(['BLOCK', 'WARN']).meta({ description: 'BLOCK: refused; WARN: passed with a warning' }),
  period: z.enum(['24h', '48h', '7d', '14d', '30d']),
  step: z.enum(['HOUR', 'DAY']).meta({ description: 'Length of a bucket; days are UTC' }),
  fromAt: instant,
  untilAt: instant,
  countedFromAt: instant.meta({
    description:
      'Nothing is counted from before: outcomes are read from the feedback topics, as far back as those keep them, again after each start',
  }),
  selection: z.object({
    producer: z.string().nullable(),
    topic: z.string().nullable(),
    code: z.string().nullable(),
    clause: z.string().nullable(),
  }),
  choices: z
    .object({ producers: z.array(z.string()), topics: z.array(z.string()), clauses: z.array(z.string()) })
    .meta({ description: 'What may be chosen in this period, by name' }),
  eventCount: count.meta({
    description: 'Events refused or warned of the producer and topic chosen, whatever the rule',
  }),
  findingCount: count.meta({ description: 'The rules’ counts added up' }),
  rules: z.array(ruleSchema),
  producers: z.array(
    z.object({
      producerId: z.string().meta({ description: 'other: all that the register does not know' }),
      team: z.string().nullable(),
      count: count.meta({ description: 'Events; where a rule or clause is chosen, events that met it' }),
      share: share.meta({ description: 'Of all producers told here' }),
    }),
  ),
  topics: z.array(z.object({ topic: z.string(), count, share })),
  buckets: z.array(z.object({ startAt: instant, code, clause, count })),
  crampedCount: count.meta({ description: 'Findings counted under other, as there were too many figures' }),
  feedbackFault: z.string().nullable().meta({ description: 'What keeps outcomes from being read, as a code' }),
});

export type RefusalsReport = z.infer<typeof refusalsSchema>;
export type RefusedRule = RefusalsReport['rules'][number];
