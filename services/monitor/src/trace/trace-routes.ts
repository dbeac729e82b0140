import type { FastifyInstance } from 'fastify';
import { toSchema } from '../api/to-schema.ts';
import { answer, deskErrors, Refusal } from '../desks/answer-fault.ts';
import type { TraceDesk } from './trace-desk.ts';
import { traceSchema } from './trace-schema.ts';

const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const idParams = {
  type: 'object',
  properties: {
    id: {
      ...{ type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' },
      description: 'Of an event, an aggregate or a receipt',
    },
  },
  required: ['id'],
} as const;

/** Adds the route that tells a timeline; without a schema registry (null) it says so. */
export function addTraceRoute(app: FastifyInstance, desk: TraceDesk | null): void {
  const schema = {
    summary: 'What happened to an event or a whole case or notification, without anything that it says',
    ...{ querystring: noQuery, params: idParams, response: { 200: toSchema(traceSchema), ...deskErrors } },
  };
  app.get('/api/trace/:id', { schema }, (request, reply) =>
    answer(reply, async () => {
      if (desk === null)
        throw new Refusal(503, 'REGISTRY_NOT_CONFIGURED', 'The monitor was started without KAFKA_SCHEMA_REGISTRY.');
      return desk.trace((request.params as { readonly id: string }).id.toLowerCase());
    }),
  );
}
