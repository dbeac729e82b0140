import type { FastifyInstance } from 'fastify';
import { errorSchema } from './api-errors.ts';

/** The parts of a route's schema that the document is made of. */
type RouteSchema = {
  readonly summary?: string;
  readonly params?: { readonly properties: Readonly<Record<string, unknown>> };
  readonly querystring?: { readonly properties: Readonly<Record<string, unknown>> };
  readonly response?: Readonly<Record<string, unknown>>;
  readonly produces?: readonly string[];
};

type Operation = Readonly<Record<string, unknown>>;

const parameters = (place: 'path' | 'query', schema: RouteSchema['params']): readonly unknown[] =>
  Object.entries(schema?.properties ?? {}).map(([name, one]) => ({
    ...{ name, in: place, required: place === 'path', schema: one },
  }));

const statusWords: Readonly<Record<string, string>> = {
  200: 'As asked for',
  400: 'The question is not understood',
  403: 'Only programs on the monitor’s own machine may ask',
  404: 'There is no such cluster or group',
  503: 'Not yet',
};

const toResponses = ({ response = {}, produces = ['application/json'] }: RouteSchema): Record<string, unknown> => {
  const all: Record<string, unknown> = { 400: errorSchema, 403: errorSchema, ...response };
  return Object.fromEntries(
    Object.entries(all).map(([status, schema]) => {
      const type = status === '200' || status === '503' ? (produces[0] ?? '') : 'application/json';
      return [status, { description: statusWords[status] ?? '', content: { [type]: { schema } } }];
    }),
  );
};

const toOperation = (schema: RouteSchema): Operation => ({
  summary: schema.summary ?? '',
  parameters: [...parameters('path', schema.params), ...parameters('query', schema.querystring)],
  responses: toResponses(schema),
});

/** Notes every route with a summary that is added from now on; gives the OpenAPI document of those. */
export function describeRoutes(app: FastifyInstance, version: string): () => Record<string, unknown> {
  const paths: Record<string, { get: Operation }> = {};
  app.addHook('onRoute', ({ method, url, schema }) => {
    const known = schema as RouteSchema | undefined;
    if (method !== 'GET' || known?.summary === undefined) return;
    paths[url.replaceAll(/:(\w+)/g, '{$1}')] = { get: toOperation(known) };
  });
  return () => ({
    openapi: '3.1.0',
    info: {
      title: 'Varselvakt monitor',
      version,
      description: 'How far the consumer groups are, and whether the pipeline works. Read-only.',
    },
    paths,
  });
}
