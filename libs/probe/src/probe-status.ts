import { z } from 'zod';

const legMs = z.number().min(0).nullable();

/** What the probe has found, as it goes over HTTP too. */
export const probeStatusSchema = z
  .object({
    state: z.enum(['STARTING', 'OK', 'LOST', 'FAULT']).meta({
      description:
        'STARTING: none has come back yet. LOST: the last one did not. FAULT: it cannot be sent or looked for',
    }),
    reason: z.string(),
    lastSentAt: z.int().nullable(),
    lastReturnedAt: z.int().nullable(),
    lastLostAt: z.int().nullable(),
    inFlight: z.int().min(0),
    legsMs: z
      .object({ validate: legMs, store: legMs, delete: legMs })
      .meta({ description: 'How long each leg took when it was last gone' }),
  })
  .meta({ description: 'The end-to-end probe: its events go through the whole pipeline, to their deletion' });

export type ProbeStatus = z.infer<typeof probeStatusSchema>;
