import type { RefusalsReport } from './refusals-schema.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How far back one may look, and in which steps. */
export const periods = {
  '24h': { step: 'HOUR', stepMs: hourMs, stepCount: 24 },
  '48h': { step: 'HOUR', stepMs: hourMs, stepCount: 48 },
  '7d': { step: 'DAY', stepMs: dayMs, stepCount: 7 },
  '14d': { step: 'DAY', stepMs: dayMs, stepCount: 14 },
  '30d': { step: 'DAY', stepMs: dayMs, stepCount: 30 },
} as const;

export type Period = keyof typeof periods;

/** The query of `/api/refusals`, as the route's schema lets it pass. */
export type RefusalsQuery = {
  readonly period?: Period;
  readonly severity?: 'BLOCK' | 'WARN';
  readonly producer?: string;
  readonly topic?: string;
  readonly code?: string;
  readonly clause?: string;
};

export type RefusalsQuestion = Pick<RefusalsReport, 'period' | 'severity' | 'selection'>;

/** The JSON schema of the query. */
export const refusalsQuery = {
  type: 'object',
  properties: {
    period: {
      enum: Object.keys(periods),
      description: 'How far back; 7d when left out. Hours and days begin with the clock (UTC)',
    },
    severity: { enum: ['BLOCK', 'WARN'], description: 'Refusals (when left out), or warnings' },
    producer: { type: 'string', pattern: '^[a-z0-9-]{1,63}$', description: 'Only events of this producer' },
    topic: {
      type: 'string',
      pattern: '^[A-Za-z0-9._-]{1,249}$',
      description: 'Only events that were written to this topic',
    },
    code: { type: 'string', pattern: '^[A-Z0-9_]{1,60}$', description: 'Only this rule' },
    clause: {
      type: 'string',
      pattern: '^C([1-9]|1[0-9]|20)$',
      description: 'Only rules of this clause of the terms of use',
    },
  },
  additionalProperties: false,
} as const;

/** The question with what was left out. */
export const toQuestion = (query: RefusalsQuery): RefusalsQuestion => ({
  period: query.period ?? '7d',
  severity: query.severity ?? 'BLOCK',
  selection: {
    producer: query.producer ?? null,
    topic: query.topic ?? null,
    code: query.code ?? null,
    clause: query.clause ?? null,
  },
});

/** When the first hour or day of a period begins, ms since the epoch. */
export function beginOfPeriod(period: Period, now: number): number {
  const { stepMs, stepCount } = periods[period];
  return (Math.floor(now / stepMs) - stepCount + 1) * stepMs;
}
