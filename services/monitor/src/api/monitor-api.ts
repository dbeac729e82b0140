import cookie from '@fastify/cookie';
import type { LagReport, PipelineStatus } from '@varselvakt/lag';
import { observeRequests, type RequestObserver } from '@varselvakt/runtime';
import { loadTermsVersions } from '@varselvakt/terms';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
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
import { answerErrors, refuseUnread } from './api-errors.ts';
import { addBurrowRoutes } from './burrow-routes.ts';
import { describeRoutes } from './open-api.ts';
import { addReportRoutes } from './report-routes.ts';

export type MonitorApiParts = {
  /** What was found at the last collection; a question never asks Kafka. */
  readonly report: () => LagReport;
  readonly status: () => PipelineStatus;
  /** Who may ask, and as what. */
  readonly access: AccessRules;
  /** Told who signs in and out. */
  readonly noteAccess?: (event: AccessEvent) => void;
  /** Epoch ms, for sessions and failed attempts; Date.now unless told. */
  readonly now?: () => number;
  /** Told of every request that was answered. */
  readonly observeRequest?: RequestObserver;
  readonly version: string;
  readonly scorecards: () => ScorecardsSnapshot;
  readonly watch: ConsoleWatch;
  readonly streams: EventStreams;
  /** Who is asked about deletions, dead letters and traces; without it nobody is. */
  readonly desks?: Desks;
};

/** What the API answers to. */
export const apiPaths = ['/', '/console', '/api', '/v3/kafka', '/burrow/admin'] as const;

function addDesks(app: FastifyInstance, { deletions, letters, redrive, trace }: Desks): void {
  addDeletionsRoutes(app, deletions, Date.now);
  addLettersRoutes(app, letters, redrive);
  addTraceRoute(app, trace);
}

/** Makes the monitor's API and console; it listens nowhere itself (`handle` takes requests). Questions that it does not understand are 400, never 500. */
export async function createMonitorApi(parts: MonitorApiParts) {
  const app = fastify({
    logger: false,
    bodyLimit: 8 * 1024,
    routerOptions: { maxParamLength: 300 },
    // Strict: a word that means nothing is told, not passed over.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, strict: false } },
    frameworkErrors: (_error, _request, reply) => refuseUnread(reply as unknown as FastifyReply),
  });
  if (parts.observeRequest !== undefined) observeRequests(app, parts.observeRequest);
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  const access = createAccess(parts.access, parts.now ?? Date.now, parts.noteAccess);
  addGuard(app, access);
  answerErrors(app);
  const document = describeRoutes(app, parts.version);
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document()));
  addReportRoutes(app, parts);
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
