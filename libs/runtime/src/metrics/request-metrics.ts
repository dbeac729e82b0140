import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';

/** Told of each request that was answered. */
export type RequestObserver = (answer: {
  readonly method: string;
  /** As it is declared, with the names of its parts; undefined where there is none. */
  readonly route: string | undefined;
  readonly statusCode: number;
  readonly durationMs: number;
}) => void;

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** `http_request_duration_seconds` in the given registry. Once per registry. */
export function createRequestMetrics(registry: Registry): RequestObserver {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From a request to the end of its answer, by the route as it is declared; streams of events are not counted',
    labelNames: ['method', 'route', 'status_code'],
    buckets: seconds,
    registers: [registry],
  });
  return ({ method, route = 'other', statusCode, durationMs }) =>
    duration.observe(
      { method: methods.has(method) ? method : 'other', route, status_code: statusCode },
      durationMs / 1_000,
    );
}

/** Tells of every request to a server from now on; what is asked for at a route that there is not has no route. */
export function observeRequests(app: Pick<FastifyInstance, 'addHook'>, observe: RequestObserver): void {
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) =>
    observe({ method, route: routeOptions.url, statusCode, durationMs: elapsedTime }),
  );
}
