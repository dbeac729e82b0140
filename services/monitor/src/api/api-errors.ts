import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiHeaders } from '../access/security-headers.ts';

/** Every answer that is none. */
export const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: { error: { type: 'string' }, message: { type: 'string' } },
} as const;

/** What was asked for by name is not there. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  readonly statusCode = 404;
}

type Fault = { readonly statusCode?: number; readonly validation?: unknown; readonly message: string };

function answerFault(fault: Fault, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // What was asked is not said again: it may be anything.
  if (fault.validation !== undefined) return reply.code(400).send({ error: 'BAD_REQUEST', message: fault.message });
  const status = fault.statusCode ?? 500;
  if (status < 500) return reply.code(status).send({ error: status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST' });
  return reply.code(500).send({ error: 'INTERNAL' });
}

/** Answers what is wrong without showing anything of it. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(answerFault);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'NOT_FOUND' }));
}

/** Answers a request whose address cannot even be read. */
export function refuseUnread(reply: FastifyReply): void {
  void reply.headers(apiHeaders).code(400).send({ error: 'BAD_REQUEST' });
}
