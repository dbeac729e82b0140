import type { FastifyInstance } from 'fastify';
import { answerProducers } from './answer-producers.ts';
import type { ScorecardsSnapshot } from './scorecards.ts';

const report = { type: 'object', additionalProperties: true } as const;
const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const idParams = {
  type: 'object',
  properties: { id: { type: 'string', pattern: '^[a-z0-9-]{1,63}$' } },
  required: ['id'],
} as const;
const answers = { 200: report, 404: report, 503: report } as const;

/** Adds the routes that give scorecards: of all producers with findings over time, and of one. */
export function addProducersRoutes(app: FastifyInstance, snapshot: () => ScorecardsSnapshot): void {
  const all = { summary: 'Scorecards of all producers, and findings by hour and day', querystring: noQuery };
  app.get('/api/producers', { schema: { ...all, response: answers } }, async (_request, reply) => {
    const { statusCode, body } = answerProducers(snapshot(), null);
    return reply.code(statusCode).send(body);
  });
  const one = { summary: 'The scorecard of one producer', querystring: noQuery, params: idParams };
  app.get('/api/producers/:id', { schema: { ...one, response: answers } }, async (request, reply) => {
    const { statusCode, body } = answerProducers(snapshot(), (request.params as { readonly id: string }).id);
    return reply.code(statusCode).send(body);
  });
}
