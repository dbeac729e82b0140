import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { Registry } from 'prom-client';
import { createRequestMetrics, observeRequests, type RequestObserver } from '../metrics/request-metrics.ts';
import type { HealthChecks, HealthKind } from '../health/health-checks.ts';

export type HttpServerOptions = {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly health: HealthChecks;
  readonly metrics: Registry;
};

export type HttpServer = {
  /** Where it listens, with the real port. */
  readonly address: string;
  readonly port: number;
  /** Serves a further page from now on. */
  readonly addPage: (page: HttpPage) => void;
  /** Adds metrics that are written piece by piece at each scrape: whole lines, in the text form of Prometheus. */
  readonly addMetrics: (write: () => Iterable<string>) => void;
  /** Hands every request below some paths to somebody else, unread, from now on. */
  readonly mount: (part: HttpPart) => void;
  /** To be told of what a mounted part has answered. */
  readonly observe: RequestObserver;
  readonly close: () => Promise<void>;
};

/** A page of a service besides health and metrics. */
export type HttpPage = {
  readonly path: string;
  readonly contentType: string;
  readonly body: () => string | Promise<string>;
};

/** Everything below some paths, answered by a service's own server. */
export type HttpPart = {
  /** Each begins with a slash; `/api` means `/api` itself and all below it. */
  readonly paths: readonly string[];
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
};

const isBelow = (url: string, path: string): boolean =>
  url.startsWith(path) && ['', '/', '?'].includes(url.charAt(path.length));

const healthPaths: readonly (readonly [HealthKind, readonly string[]])[] = [
  ['live', ['/internal/health/live', '/healthz']],
  ['ready', ['/internal/health/ready', '/readyz', '/ready']],
];

/** Serves health (with `?verbose` naming each check and its reason), metrics and further pages. Throws when the port is taken. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const pages = new Map<string, HttpPage>();
  const parts: HttpPart[] = [];
  const serverFactory = (answer: (request: IncomingMessage, response: ServerResponse) => void): Server =>
    createServer((request, response) => {
      const url = request.url ?? '';
      const part = parts.find(({ paths }) => paths.some((path) => isBelow(url, path)));
      return part === undefined ? answer(request, response) : part.handle(request, response);
    });
  const server = fastify({
    ...{ logger: false, forceCloseConnections: true, bodyLimit: 1024, serverFactory },
    frameworkErrors: (fault, _request, reply) => void answerFault(fault, reply as unknown as FastifyReply),
  });
  const observe = createRequestMetrics(options.metrics);
  observeRequests(server, observe);
  addHealth(server, options.health);
  const writers: (() => Iterable<string>)[] = [];
  server.get('/metrics', async (_request, reply) =>
    reply.type(options.metrics.contentType).send(Readable.from(writeMetrics(options.metrics, writers))),
  );
  server.get('/*', async (request, reply) => {
    const page = pages.get(request.url.split('?', 1)[0] ?? '');
    if (page === undefined) return reply.callNotFound();
    return reply.type(page.contentType).send(await page.body());
  });
  server.setErrorHandler((fault: { readonly statusCode?: number }, _request, reply) => answerFault(fault, reply));
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'NOT_FOUND' }));
  await server.listen({ host: options.host, port: options.port });
  const bound = server.server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : options.port;
  const shownHost = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    address: `http://${shownHost}:${port}`,
    port,
    addPage: (page) => {
      pages.set(page.path, page);
    },
    addMetrics: (write) => {
      writers.push(write);
    },
    mount: (part) => {
      parts.push(part);
    },
    observe,
    close: () => server.close(),
  };
}

function addHealth(server: FastifyInstance, health: HealthChecks): void {
  for (const [kind, paths] of healthPaths)
    for (const path of paths) server.get(path, (request, reply) => answerHealth(request, reply, health, kind));
}

/** Says whose fault it was, and nothing of what was sent: it may be anything. */
function answerFault({ statusCode = 500 }: { readonly statusCode?: number }, reply: FastifyReply): FastifyReply {
  return reply.code(statusCode).send({ error: statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL' });
}

async function* writeMetrics(registry: Registry, writers: readonly (() => Iterable<string>)[]): AsyncGenerator<string> {
  yield await registry.metrics();
  for (const write of writers) yield* write();
}

function answerHealth(request: FastifyRequest, reply: FastifyReply, health: HealthChecks, kind: HealthKind) {
  const report = health.report(kind);
  reply.code(report.ok ? 200 : 503).header('cache-control', 'no-store');
  const isVerbose = Object.hasOwn(request.query as object, 'verbose');
  if (isVerbose) return reply.send({ status: report.ok ? 'ok' : 'unhealthy', kind, checks: report.checks });
  const failed = report.checks.filter((check) => !check.ok).map(({ name, reason }) => `${name} (${reason})`);
  return reply.type('text/plain; charset=utf-8').send(report.ok ? 'ok\n' : `unhealthy: ${failed.join(', ')}\n`);
}
