import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { consoleHeaders } from '../access/security-headers.ts';
import type { Console, ConsoleFile } from './load-console.ts';

const anyone = { role: 'anyone' } as const;

/** Adds the console: every address below /console/ is its one page, and the page finds out itself what to show. Whoever reaches us may load it; it holds no figures. */
export function addConsoleRoutes(app: FastifyInstance, { page, files, scriptHashes }: Console): void {
  const headers = consoleHeaders(scriptHashes);
  const answer = (request: FastifyRequest, reply: FastifyReply, file: ConsoleFile): FastifyReply => {
    reply.headers(headers).header('etag', file.etag);
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    return reply.type(file.contentType).send(file.body);
  };
  app.get('/', { config: anyone }, async (_request, reply) => reply.redirect('/console/'));
  app.get('/console', { config: anyone }, async (_request, reply) => reply.redirect('/console/'));
  app.get('/console/*', { config: anyone }, async (request, reply) => answer(request, reply, page));
  app.get('/console/assets/*', { config: anyone }, async (request, reply) => {
    const file = files.get((request.params as Readonly<Record<'*', string>>)['*']);
    return file === undefined ? reply.callNotFound() : answer(request, reply, file);
  });
}
