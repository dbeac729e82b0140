import {
  type DeletionFacts,
  type LagReport,
  lagReportSchema,
  type PipelineStatus,
  pipelineStatusSchema,
} from '@varselvakt/lag';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { OverviewAnswer, StageView } from '../../console/src/pages/overview/overview-answer.ts';
import { toSchema } from '../api/to-schema.ts';
import type { LagHistory } from '../lag-view/lag-history.ts';
import { lookFactsOf } from '../lag-view/list-groups.ts';
import type { FlowWatch } from './flow-watch.ts';

export type OverviewParts = {
  readonly report: () => LagReport;
  readonly status: () => PipelineStatus;
  readonly history: LagHistory;
  readonly flow: FlowWatch;
  readonly deletions: () => DeletionFacts;
};

const { cluster, collectedAt, failure, failingSinceAt } = lagReportSchema.shape;
const { probe } = pipelineStatusSchema.shape;
const rate = z.number().nullable().meta({ description: 'A second, over the last minute; null: not known' });
const count = z.int().min(0);

const overviewSchema = z.object({
  ...{ cluster, collectedAt, failure, failingSinceAt },
  isHealthy: z.boolean(),
  stages: z.array(
    pipelineStatusSchema.shape.stages.element.extend({ group: z.string().nullable(), handledPerSecond: rate }),
  ),
  topics: z.array(
    z.object({
      purpose: z.enum(['inbound', 'events', 'feedback', 'dead-letter']),
      names: z.array(z.string()),
      perSecond: rate,
      keptCount: count.nullable(),
      fault: z.string().nullable().meta({ description: 'Why a topic could not be read, as a code' }),
    }),
  ),
  database: z.object({
    outcome: z.enum(['NOT_ASKED', 'FAILED', 'READ']),
    code: z.string().nullable(),
    pausedUntil: z.number().nullable(),
    isStopped: z.boolean(),
  }),
  probe,
  otherGroups: z
    .object({ OK: count, WARN: count, ERR: count, NOTFOUND: count })
    .meta({ description: 'Groups beside those of our services, by status' }),
}) satisfies z.ZodType<OverviewAnswer>;

function toDatabase(facts: DeletionFacts): OverviewAnswer['database'] {
  if (facts.outcome === 'READ')
    return { outcome: 'READ', code: null, pausedUntil: facts.pausedUntil, isStopped: facts.isStopped };
  return {
    outcome: facts.outcome,
    code: facts.outcome === 'FAILED' ? facts.code : null,
    pausedUntil: null,
    isStopped: false,
  };
}

function countOthers({ groups }: LagReport): OverviewAnswer['otherGroups'] {
  const counts = { OK: 0, WARN: 0, ERR: 0, NOTFOUND: 0 };
  for (const { stage, status } of groups) if (stage === null) counts[status] += 1;
  return counts;
}

/** Everything that the first page shows, from what was seen last. */
export function composeOverview({ report, status, history, flow, deletions }: OverviewParts): OverviewAnswer {
  const seen = report();
  const { healthy, stages, probe } = status();
  const groupOf = (stage: StageView['stage']) => seen.groups.find((group) => group.stage === stage)?.group ?? null;
  return {
    ...lookFactsOf(seen),
    isHealthy: healthy,
    stages: stages.map((stage) => {
      const group = groupOf(stage.stage);
      return { ...stage, group, handledPerSecond: group === null ? null : history.handledPerSecond(group) };
    }),
    topics: flow.topics(),
    database: toDatabase(deletions()),
    probe,
    otherGroups: countOthers(seen),
  };
}

/** Adds the route behind the first page of the console. */
export function addOverviewRoutes(app: FastifyInstance, parts: OverviewParts): void {
  const schema = {
    summary: 'The pipeline in one picture: stages, what flows between them, and what to do',
    querystring: { type: 'object', properties: {}, additionalProperties: false },
    response: { 200: toSchema(overviewSchema) },
  };
  app.get('/api/overview', { schema }, async () => composeOverview(parts));
}
