import cookie from '@fastify/cookie';
import { type LagReport, lagReportSchema, type PipelineStatus, pipelineStatusSchema } from '@varselvakt/lag';
import { loadTermsVersions } from '@varselvakt/terms';
import { type FastifyInstance, type FastifyReply, type FastifySchema, fastify } from 'fastify';
import { type AccessEvent, createAccess } from '../access/access.ts';
import type { AccessRules } from '../access/access-settings.ts';
import { addGuard } from '../access/guard.ts';
import { addSessionRoutes } from '../access/session-routes.ts';
import { addConsoleRoutes } from '../console/console-routes.ts';
import { loadConsole } from '../console/load-console.ts';
import { addLagViewRoutes } from '../lag-view/lag-view-routes.ts';
import type { ConsoleWatch } from '../overview/console-watch.ts';
import { addOverviewRoutes } from '../overview/overview-routes.ts';
import { addLettersRoutes } from '../dead-letters/letters-routes.ts';
import { addDeletionsRoutes } from '../deletions/deletions-routes.ts';
import { type Desks, noDesks } from '../desks/open-desks.ts';
import { addRefusalsRoutes } from '../refusals/refusals-routes.ts';
import { addRulesRoutes } from '../rules/rules-routes.ts';
import { addProducersRoutes } from '../scorecards/producers-routes.ts';
import type { ScorecardsSnapshot } from '../scorecards/scorecards.ts';
import type { EventStreams } from '../stream/event-streams.ts';
import { addStreamRoute } from '../stream/stream-route.ts';
import { addTraceRoute } from '../trace/trace-routes.ts';
import { answerErrors, errorSchema, NotFound, refuseUnread } from './api-errors.ts';
import { addBurrowRoutes } from './burrow-routes.ts';
import { describeRoutes } from './open-api.ts';
import { toSchema } from './to-schema.ts';

export type LagApiParts = {
  /** What was found at the last collection; a question never asks Kafka. */
  readonly report: () => LagReport;
  readonly status: () => PipelineStatus;
  /** Who may ask, and as what. */
  readonly access: AccessRules;
  /** Told who signs in and out. */
  readonly noteAccess?: (event: AccessEvent) => void;
  /** Epoch ms, for sessions and failed attempts; Date.now unless told. */
  readonly now?: () => number;
  readonly version: string;
  readonly scorecards: () => ScorecardsSnapshot;
  readonly watch: ConsoleWatch;
  readonly streams: EventStreams;
  /** Who is asked about deletions, dead letters and traces; without it nobody is. */
  readonly desks?: Desks;
};

/** What the API answers to. */
export const apiPaths = ['/', '/console', '/api', '/v3/kafka', '/burrow/admin'] as const;

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

function addDesks(app: FastifyInstance, { deletions, letters, redrive, trace }: Desks): void {
  addDeletionsRoutes(app, deletions, Date.now);
  addLettersRoutes(app, letters, redrive);
  addTraceRoute(app, trace);
}

/** Makes the API; it listens nowhere itself (`handle` takes requests). Questions that it does not understand are 400, never 500. */
export async function createLagApi(parts: LagApiParts) {
  const app = fastify({
    logger: false,
    bodyLimit: 8 * 1024,
    routerOptions: { maxParamLength: 300 },
    // Strict: a word that means nothing is told, not passed over.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, strict: false } },
    frameworkErrors: (_error, _request, reply) => refuseUnread(reply as unknown as FastifyReply),
  });
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  const access = createAccess(parts.access, parts.now ?? Date.now, parts.noteAccess);
  addGuard(app, access);
  answerErrors(app);
  const document = describeRoutes(app, parts.version);
  addOwnRoutes(app, parts, document);
  addLagViewRoutes(app, { ...parts.watch, report: parts.report });
  addOverviewRoutes(app, { ...parts.watch, report: parts.report, status: parts.status });
  addSessionRoutes(app, access);
  addStreamRoute(app, access, parts.streams);
  addProducersRoutes(app, parts.scorecards, parts.report);
  addRefusalsRoutes(app, parts.scorecards);
  addRulesRoutes(app, loadTermsVersions().at(-1) ?? null);
  addBurrowRoutes(app, parts.report, () => parts.report().collectedAt !== null);
  addDesks(app, parts.desks ?? noDesks);
  addConsoleRoutes(app, await loadConsole());
  await app.ready();
  return { handle: app.routing, document, close: () => app.close() };
}
