import { z } from 'zod';

const instant = z.int().meta({ description: 'Milliseconds since the epoch' });
const count = z.int().min(0);

const partitionSchema = z.object({
  topic: z.string(),
  partition: count,
  startOffset: count,
  endOffset: count,
  stableOffset: count.meta({ description: 'As far as committed records can be read' }),
  committedOffset: count.nullable().meta({ description: 'null: the group has never committed here' }),
  lag: count.nullable().meta({ description: 'What waits; null: nobody knows' }),
  lost: count.nullable().meta({ description: 'Offsets that retention took before the group read them' }),
  timeLagSeconds: z.number().min(0).nullable().meta({ description: 'Age of the record that is next; null: not known' }),
  trend: z.enum(['RISING', 'FALLING', 'STEADY']).nullable(),
  status: z.enum(['OK', 'WARN', 'STOP', 'STALL', 'REWIND']),
  reason: z.string(),
  complete: z.number().min(0).max(1).meta({ description: 'How much of the window is filled' }),
  committedAt: instant.nullable().meta({ description: 'When the commit was last seen to move; null: not yet' }),
  windowStart: z.object({ offset: count, at: instant, lag: count.nullable() }).nullable(),
  windowEnd: z.object({ offset: count, at: instant, lag: count.nullable() }).nullable(),
  member: z.object({ memberId: z.string(), clientId: z.string(), host: z.string() }).nullable(),
});

const groupSchema = z.object({
  group: z.string(),
  stage: z.enum(['validator', 'persister']).nullable().meta({ description: 'Which of our services it is' }),
  outcome: z.enum(['MEASURED', 'UNKNOWN']),
  state: z.string().nullable().meta({ description: 'As Kafka calls it: Stable, Empty, Dead …' }),
  protocol: z.string().nullable(),
  protocolType: z.string().nullable(),
  coordinatorId: z.int().nullable(),
  memberCount: count.nullable(),
  status: z.enum(['NOTFOUND', 'OK', 'WARN', 'ERR']),
  reason: z.string(),
  totalLag: count.nullable(),
  maxLag: count.nullable(),
  maxTimeLagSeconds: z.number().min(0).nullable(),
  unreadTopics: z.array(z.object({ topic: z.string(), code: z.string() })),
  partitions: z.array(partitionSchema),
});

const kafkaSchema = z
  .object({
    brokers: z.array(
      z.object({
        id: z.int(),
        address: z.string().nullable().meta({ description: 'null: it was away before we first looked' }),
        isThere: z.boolean(),
      }),
    ),
    topics: z.array(
      z.object({
        topic: z.string(),
        timestampType: z.enum(['CreateTime', 'LogAppendTime']).nullable(),
        cleanupPolicy: z.enum(['compact', 'delete', 'compact,delete', 'other']).nullable(),
        partitions: z.array(
          z.object({
            partition: count,
            leader: z.int().nullable().meta({ description: 'null: nobody leads it now' }),
            replicas: z.array(z.int()).meta({ description: 'Ids of brokers, the preferred leader first' }),
            inSync: z.array(z.int()),
          }),
        ),
      }),
    ),
  })
  .meta({ description: 'Brokers, and where the partitions of the watched topics lie' });

/** What was found at one collection, as it goes over HTTP too. */
export const lagReportSchema = z.object({
  cluster: z.string(),
  collectedAt: instant.nullable().meta({ description: 'When a look last succeeded; null: not yet' }),
  durationMs: z.number().min(0),
  failure: z.string().nullable().meta({ description: 'Why the last collection failed, as a code' }),
  failingSinceAt: instant.nullable(),
  kafka: kafkaSchema.nullable().meta({ description: 'null: not known now' }),
  groups: z.array(groupSchema),
});

export type LagReport = z.infer<typeof lagReportSchema>;
export type KafkaReport = NonNullable<LagReport['kafka']>;
export type GroupLag = LagReport['groups'][number];
export type PartitionReport = GroupLag['partitions'][number];

/** A report as somebody sent it, or null when it is none. */
export function parseLagReport(value: unknown): LagReport | null {
  const parsed = lagReportSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
