import { type ProbeStatus, probeStatusSchema } from '@varselvakt/probe';
import { z } from 'zod';

const stageSchema = z
  .object({
    stage: z.enum(['validator', 'persister', 'deleter']),
    verdict: z
      .enum(['HEALTHY', 'WARNING', 'UNHEALTHY', 'UNKNOWN'])
      .meta({ description: 'WARNING: works, but look at it. UNKNOWN: could not be asked, or nobody asked' }),
    reason: z.string(),
    action: z.string().nullable().meta({ description: 'What to do about it' }),
    lag: z.int().min(0).nullable(),
    oldestSeconds: z.number().min(0).nullable().meta({ description: 'Age of the oldest that is not handled' }),
    memberCount: z.int().min(0).nullable(),
  })
  .meta({ description: 'One stage of the pipeline' });

/** Whether the pipeline works, as it goes over HTTP too. */
export const pipelineStatusSchema = z.object({
  healthy: z.boolean(),
  collectedAt: z.int().nullable().meta({ description: 'Milliseconds since the epoch; null: not yet' }),
  stages: z.array(stageSchema),
  probe: probeStatusSchema.nullable().meta({ description: 'Null: nobody sends probes, or nobody here knows of them' }),
});

export type PipelineStatus = z.infer<typeof pipelineStatusSchema>;
export type StageStatus = PipelineStatus['stages'][number];

/** Adds what the probe has found: a pipeline in which one was lost does not work, whatever its stages say. */
export const withProbe = (status: PipelineStatus, probe: ProbeStatus | null): PipelineStatus => ({
  ...status,
  healthy: status.healthy && probe?.state !== 'LOST',
  probe,
});

/** A status as somebody sent it, or null when it is none. */
export function parsePipelineStatus(value: unknown): PipelineStatus | null {
  const parsed = pipelineStatusSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
