import { hostname } from 'node:os';
import type { LagReport } from '@varselvakt/lag';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { burrowSchemas, toBurrowStatus, toBurrowTopics, unknownBurrowStatus } from './burrow-shapes.ts';

const name = { type: 'string', minLength: 1, maxLength: 255 } as const;
const clusterParams = { type: 'object', properties: { cluster: name }, required: ['cluster'] } as const;
const groupParams = {
  type: 'object',
  properties: { cluster: name, group: name },
  required: ['cluster', 'group'],
} as const;
const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;

type Names = { readonly cluster: string; readonly group: string };

const requestInfo = ({ url }: FastifyRequest) => ({ url: url.split('?', 1)[0] ?? '', host: hostname() });

const refuse = (request: FastifyRequest, reply: FastifyReply, message: string) =>
  reply.code(404).send({ error: true, message, request: requestInfo(request) });

const schemaOf = (summary: string, params: unknown, ok: unknown, missing: unknown = burrowSchemas.error) => ({
  schema: { summary, params, querystring: noQuery, response: { 200: ok, 404: missing } },
});

/** Burrow's questions about clusters and groups, answered from the last report. */
export function addBurrowRoutes(app: FastifyInstance, report: () => LagReport, isReady: () => boolean): void {
  const find = ({ cluster, group }: Names) =>
    cluster === report().cluster
      ? report().groups.find((one) => one.group === group && one.outcome === 'MEASURED' && one.status !== 'NOTFOUND')
      : undefined;

  app.get(
    '/v3/kafka',
    {
      schema: { summary: 'The clusters (as Burrow)', querystring: noQuery, response: { 200: burrowSchemas.clusters } },
    },
    async (request) => ({
      ...{
        error: false,
        message: 'cluster list returned',
        clusters: [report().cluster],
        request: requestInfo(request),
      },
    }),
  );
  app.get(
    '/v3/kafka/:cluster/consumer',
    schemaOf('The groups (as Burrow)', clusterParams, burrowSchemas.consumers),
    async (request, reply) => {
      const { cluster, groups } = report();
      if ((request.params as Names).cluster !== cluster) return refuse(request, reply, 'cluster not found');
      const consumers = groups.map(({ group }) => group);
      return { error: false, message: 'consumer list returned', consumers, request: requestInfo(request) };
    },
  );
  app.get(
    '/v3/kafka/:cluster/consumer/:group',
    schemaOf('The commits of a group (as Burrow)', groupParams, burrowSchemas.topics),
    async (request, reply) => {
      const group = find(request.params as Names);
      if (group === undefined) return refuse(request, reply, 'cluster or consumer not found');
      const topics = toBurrowTopics(group);
      return { error: false, message: 'consumer detail returned', topics, request: requestInfo(request) };
    },
  );
  for (const [last, showsAll] of [['status', false] as const, ['lag', true] as const]) {
    app.get(
      `/v3/kafka/:cluster/consumer/:group/${last}`,
      schemaOf(
        showsAll ? 'All partitions of a group (as Burrow)' : 'Partitions of a group that are not OK (as Burrow)',
        ...([groupParams, burrowSchemas.status, burrowSchemas.status] as const),
      ),
      async (request, reply) => {
        const names = request.params as Names;
        const group = find(names);
        if (group === undefined) reply.code(404);
        const status =
          group === undefined
            ? unknownBurrowStatus(names.cluster, names.group)
            : toBurrowStatus(names.cluster, group, showsAll);
        return { error: false, message: 'consumer status returned', status, request: requestInfo(request) };
      },
    );
  }
  addAdminRoutes(app, isReady);
}

function addAdminRoutes(app: FastifyInstance, isReady: () => boolean): void {
  const response = { 200: { type: 'string' }, 503: { type: 'string' } };
  const schema = (summary: string) => ({ schema: { summary, response, produces: ['text/plain'] } });
  app.get('/burrow/admin', schema('That it is there (as Burrow)'), async (_request, reply) =>
    reply.type('text/plain').send('GOOD'),
  );
  app.get('/burrow/admin/ready', schema('Whether it has looked once (as Burrow)'), async (_request, reply) =>
    isReady() ? reply.type('text/plain').send('READY') : reply.code(503).type('text/plain').send('STARTING'),
  );
}
