import type { LagReport } from '@varselvakt/lag';
import type { FastifyInstance } from 'fastify';
import { errorSchema, NotFound } from '../api/api-errors.ts';
import { toSchema } from '../api/to-schema.ts';
import type { AssignmentWatch } from './assignment-watch.ts';
import type { LagHistory } from './lag-history.ts';
import { groupsSchema, historySchema, partitionsSchema } from './lag-view-schema.ts';
import { listGroups } from './list-groups.ts';
import { listPartitions, partitionSorts } from './list-partitions.ts';

export type LagViewParts = {
  readonly report: () => LagReport;
  readonly history: LagHistory;
  readonly assignments: AssignmentWatch;
};

const name = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^\\u0000-\\u001f\\u007f]+$' } as const;
const page = {
  type: 'string',
  pattern: '^[1-9]\\d{0,5}$',
  description: 'The first is 1; past the end is the last',
} as const;
const filters = {
  group: { ...name, description: 'Only this group' },
  topic: { ...name, description: 'Only this topic' },
  status: { enum: ['OK', 'WARN', 'ERR', 'NOTFOUND', 'STOP', 'STALL', 'REWIND'], description: 'Only with this status' },
} as const;
const sort = {
  enum: partitionSorts.flatMap((one) => [one, `-${one}`]),
  description: 'By what; with a - the largest first',
} as const;

const toQuery = (properties: Readonly<Record<string, unknown>>) =>
  ({ type: 'object', properties, additionalProperties: false }) as const;

type Query = Readonly<Partial<Record<'group' | 'topic' | 'status' | 'page' | 'sort' | 'of', string>>>;

const readPage = ({ page: text }: Query): number => Number(text ?? 1);

/** Adds what the console asks about lag: groups, partitions page by page, and how it went. */
export function addLagViewRoutes(app: FastifyInstance, { report, history, assignments }: LagViewParts): void {
  const groups = {
    summary: 'Groups with sums by topic, page by page: our own first, then the worst',
    querystring: toQuery({ ...filters, page }),
    response: { 200: toSchema(groupsSchema) },
  };
  app.get('/api/lag/groups', { schema: groups }, async (request) => {
    const query = request.query as Query;
    return listGroups(report(), { ...query, page: readPage(query) }, history, assignments);
  });
  const partitions = {
    summary: 'Partitions of the groups as rows, page by page',
    querystring: toQuery({ ...filters, sort, page }),
    response: { 200: toSchema(partitionsSchema) },
  };
  app.get('/api/lag/partitions', { schema: partitions }, async (request) => {
    const query = request.query as Query;
    const by = (query.sort ?? '-status').replace('-', '') as (typeof partitionSorts)[number];
    const isDescending = (query.sort ?? '-status').startsWith('-');
    return listPartitions(report(), { ...query, sort: by, isDescending, page: readPage(query) });
  });
  const over = {
    summary: 'Lag over the last hour, as long as the monitor runs: by group, or by topic of one group',
    querystring: toQuery({
      group: filters.group,
      of: { enum: ['stages'], description: 'Only the groups of our own services' },
    }),
    response: { 200: toSchema(historySchema), 404: errorSchema },
  };
  app.get('/api/lag/history', { schema: over }, async (request) => {
    const { group, of } = request.query as Query;
    const { groups: seen } = report();
    if (group !== undefined && !seen.some((one) => one.group === group)) throw new NotFound('no such group');
    if (group !== undefined) return history.readTopics(group);
    if (of === undefined) return history.readGroups();
    return history.readGroups(seen.filter(({ stage }) => stage !== null).map((one) => one.group));
  });
}
