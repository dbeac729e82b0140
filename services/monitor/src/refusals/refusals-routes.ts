import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { toSchema } from '../api/to-schema.ts';
import type { ScorecardsSnapshot } from '../scorecards/scorecards.ts';
import { composeRefusals } from './compose-refusals.ts';
import { type RefusalsQuery, refusalsQuery, toQuestion } from './refusals-question.ts';
import { refusalsSchema } from './refusals-schema.ts';

const notYet = z.object({ error: z.string(), feedbackFault: z.string().nullable() });

/** Adds the route that tells which rules refuse and warn: whom, where and when. */
export function addRefusalsRoutes(app: FastifyInstance, snapshot: () => ScorecardsSnapshot): void {
  const schema = {
    summary: 'Refusals and warnings by rule and clause over time, by producer and topic; never anything of an event',
    querystring: refusalsQuery,
    response: { 200: toSchema(refusalsSchema), 503: toSchema(notYet) },
  };
  app.get('/api/refusals', { schema }, async (request, reply) => {
    const { refusals, feedbackFault } = snapshot();
    if (refusals === null) return reply.code(503).send({ error: 'SCORECARDS_LOADING', feedbackFault });
    return { ...composeRefusals(refusals, toQuestion(request.query as RefusalsQuery)), feedbackFault };
  });
}
