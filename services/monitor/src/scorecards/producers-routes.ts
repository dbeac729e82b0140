import type { LagReport } from '@varselvakt/lag';
import type { FastifyInstance } from 'fastify';
import { errorSchema } from '../api/api-errors.ts';
import { toSchema } from '../api/to-schema.ts';
import { answerProducers } from './answer-producers.ts';
import { producersLoadingSchema, producersSchema } from './producers-schema.ts';
import type { ScorecardsSnapshot } from './scorecards.ts';

const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const idParams = {
  type: 'object',
  properties: { id: { type: 'string', pattern: '^[a-z0-9-]{1,63}$' } },
  required: ['id'],
} as const;
const answers = {
  200: toSchema(producersSchema),
  404: errorSchema,
  503: toSchema(producersLoadingSchema),
};

/** Adds the routes that give scorecards: of all producers with findings over time, and of one. */
export function addProducersRoutes(
  app: FastifyInstance,
  snapshot: () => ScorecardsSnapshot,
  report: () => LagReport,
): void {
  const all = { summary: 'Scorecards of all producers, and findings by hour and day', querystring: noQuery };
  app.get('/api/producers', { schema: { ...all, response: answers } }, async (_request, reply) => {
    const { statusCode, body } = answerProducers(snapshot(), report(), null);
    return reply.code(statusCode).send(body);
  });
  const one = { summary: 'The scorecard of one producer', querystring: noQuery, params: idParams };
  app.get('/api/producers/:id', { schema: { ...one, response: answers } }, async (request, reply) => {
    const { id } = request.params as { readonly id: string };
    const { statusCode, body } = answerProducers(snapshot(), report(), id);
    return reply.code(statusCode).send(body);
  });
}
