import type { FastifyInstance } from 'fastify';
import { cookieNames } from '../access/access.ts';
import type { RouteRole } from '../access/role.ts';
import { errorSchema } from './api-errors.ts';

/** The parts of a route's schema that the document is made of. */
type RouteSchema = {
  readonly summary?: string;
  readonly params?: { readonly properties: Readonly<Record<string, unknown>> };
  readonly querystring?: { readonly properties: Readonly<Record<string, unknown>> };
  readonly body?: unknown;
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
  204: 'Done',
  400: 'The question is not understood',
  401: 'Nobody has signed in, or with a token that nobody has',
  403: 'This caller may not',
  404: 'There is no such thing',
  429: 'Too many failed attempts from this address',
  503: 'Not yet',
};

const toResponses = ({ response = {}, produces = ['application/json'] }: RouteSchema): Record<string, unknown> => {
  const all: Record<string, unknown> = { 400: errorSchema, 401: errorSchema, 403: errorSchema, ...response };
  return Object.fromEntries(
    Object.entries(all).map(([status, schema]) => {
      if (status === '204') return [status, { description: statusWords[status] ?? '' }];
      const type = status === '200' || status === '503' ? (produces[0] ?? '') : 'application/json';
      return [status, { description: statusWords[status] ?? '', content: { [type]: { schema } } }];
    }),
  );
};

const roleWords = { anyone: 'anyone that reaches the port', viewer: 'viewer', operator: 'operator' } as const;

const toOperation = (schema: RouteSchema, role: RouteRole): Operation => ({
  summary: schema.summary ?? '',
  description: `For: ${roleWords[role]}.`,
  parameters: [...parameters('path', schema.params), ...parameters('query', schema.querystring)],
  ...(schema.body === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: schema.body } } } }),
  responses: toResponses(schema),
  ...(role === 'anyone' ? { security: [] } : {}),
});

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'One of MONITOR_TOKENS' },
  session: { type: 'apiKey', in: 'cookie', name: cookieNames.plain, description: 'From POST /api/session' },
} as const;

/** Notes every route with a summary that is added from now on; gives the OpenAPI document of those. */
export function describeRoutes(app: FastifyInstance, version: string): () => Record<string, unknown> {
  const paths: Record<string, Record<string, Operation>> = {};
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    const known = schema as RouteSchema | undefined;
    if (method === 'HEAD' || known?.summary === undefined) return;
    const path = url.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [String(method).toLowerCase()]: toOperation(known, config?.role ?? 'viewer') };
  });
  return () => ({
    openapi: '3.1.0',
    info: {
      title: 'Varselvakt monitor',
      version,
      description:
        'How far the consumer groups are, and whether the pipeline works. What changes something takes the role operator.',
    },
    // Empty: without MONITOR_TOKENS, looking takes nothing.
    security: [{ token: [] }, { session: [] }, {}],
    components: { securitySchemes },
    paths,
  });
}
