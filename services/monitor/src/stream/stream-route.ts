import type { FastifyInstance } from 'fastify';
import type { Access } from '../access/access.ts';
import { errorSchema } from '../api/api-errors.ts';
import type { EventStreams } from './event-streams.ts';

const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const retryAfterSeconds = 10;

const schema = {
  summary:
    'Server-sent events: "look" after each look of the monitor, and once at the start; 503 when there are too many streams',
  querystring: noQuery,
  response: { 200: { type: 'string' }, 503: errorSchema },
  produces: ['text/event-stream'],
};

/** Adds the stream of events. */
export function addStreamRoute(app: FastifyInstance, access: Access, streams: EventStreams): void {
  // A HEAD would open one too.
  app.get('/api/stream', { schema, exposeHeadRoute: false }, (request, reply) => {
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    const isOpen = streams.open({
      caller: `${request.actor} ${request.ip}`,
      response: reply.raw,
      isStillAllowed: () => access.isStillIn(request),
    });
    if (isOpen) return reply.hijack();
    const busy = { error: 'TOO_MANY_STREAMS', message: 'ask again later, or for what you need every few seconds' };
    return reply.header('retry-after', retryAfterSeconds).code(503).send(busy);
  });
}
