import { type LagReport, lagReportSchema, type PipelineStatus, pipelineStatusSchema } from '@varselvakt/lag';
import { loadTermsVersions } from '@varselvakt/terms';
import { type FastifyInstance, type FastifyReply, type FastifySchema, fastify } from 'fastify';
import { addRefusalsRoutes } from '../refusals/refusals-routes.ts';
import { addRulesRoutes } from '../rules/rules-routes.ts';
import { addProducersRoutes } from '../scorecards/producers-routes.ts';
import type { ScorecardsSnapshot } from '../scorecards/scorecards.ts';
import { answerErrors, errorSchema, NotFound, refuseUnread } from './api-errors.ts';
import { addBurrowRoutes } from './burrow-routes.ts';
import { isFromLoopback } from './loopback.ts';
import { describeRoutes } from './open-api.ts';
import { toSchema } from './to-schema.ts';

export type LagApiParts = {
  /** What was found at the last collection; a question never asks Kafka. */
  readonly report: () => LagReport;
  readonly status: () => PipelineStatus;
  readonly access: 'loopback' | 'any';
  readonly version: string;
  readonly scorecards: () => ScorecardsSnapshot;
};

/** What the API answers to. */
export const apiPaths = ['/api', '/v3/kafka', '/burrow/admin'] as const;

/** Kafka's own limits for names, and no control characters. */
const nameText = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^\\u0000-\\u001f\\u007f]+$' } as const;
const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const lagQuery = {
  type: 'object',
  properties: {
    group: { ...nameText, description: 'Only this group' },
    topic: { ...nameText, description: 'Only partitions of this topic' },
  },
  additionalProperties: false,
} as const;

type DescribedSchema = FastifySchema & { readonly summary: string };
type LagQuery = { readonly group?: string; readonly topic?: string };

function choose(report: LagReport, { group, topic }: LagQuery): LagReport {
  const groups = report.groups
    .filter((one) => group === undefined || one.group === group)
    .map((one) =>
      topic === undefined ? one : { ...one, partitions: one.partitions.filter((part) => part.topic === topic) },
    );
  return { ...report, groups };
}

function addOwnRoutes(app: FastifyInstance, { report, status }: LagApiParts, document: () => unknown): void {
  const lag: DescribedSchema = {
    summary: 'How far the groups are: sums by group always of all their topics, whatever is asked for',
    querystring: lagQuery,
    response: { 200: toSchema(lagReportSchema), 404: errorSchema },
  };
  app.get('/api/lag', { schema: lag }, async (request) => {
    const query = request.query as LagQuery;
    const chosen = choose(report(), query);
    if (query.group !== undefined && chosen.groups.length === 0) throw new NotFound('no such group');
    return chosen;
  });
  const pipeline = {
    summary: 'Whether each stage works, why not, and what to do',
    querystring: noQuery,
    response: { 200: toSchema(pipelineStatusSchema) },
  };
  app.get('/api/status', { schema: pipeline }, async () => status());
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document()));
}

/** Makes the API; it listens nowhere itself (`handle` takes requests). Questions that it does not understand are 400, never 500. */
export async function createLagApi(parts: LagApiParts) {
  const app = fastify({
    logger: false,
    bodyLimit: 1024,
    routerOptions: { maxParamLength: 300 },
    // Strict: a word that means nothing is told, not passed over.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, strict: false } },
    frameworkErrors: (_error, _request, reply) => refuseUnread(reply as unknown as FastifyReply),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    if (parts.access === 'loopback' && !isFromLoopback(request.raw))
      return reply.code(403).send({ error: 'FORBIDDEN', message: 'only programs on this machine may ask' });
    return undefined;
  });
  answerErrors(app);
  const document = describeRoutes(app, parts.version);
  addOwnRoutes(app, parts, document);
  addProducersRoutes(app, parts.scorecards);
  addRefusalsRoutes(app, parts.scorecards);
  addRulesRoutes(app, loadTermsVersions().at(-1) ?? null);
  addBurrowRoutes(app, parts.report, () => parts.report().collectedAt !== null);
  await app.ready();
  return { handle: app.routing, document, close: () => app.close() };
}
