import { type LagReport, lagReportSchema, type PipelineStatus, pipelineStatusSchema } from '@varselvakt/lag';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { errorSchema, NotFound } from './api-errors.ts';
import { toSchema } from './to-schema.ts';

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

/** What the monitor saw at its last look; a question never asks Kafka. */
type ReportParts = { readonly report: () => LagReport; readonly status: () => PipelineStatus };

/** Adds the whole report of lag and the state of the stages. */
export function addReportRoutes(app: FastifyInstance, { report, status }: ReportParts): void {
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
}
