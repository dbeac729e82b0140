import type { FastifyInstance } from 'fastify';
import { operatorOf, reasonSchema } from '../access/operator-of.ts';
import { toSchema } from '../api/to-schema.ts';
import { answer, deskErrors, noDatabase } from '../desks/answer-fault.ts';
import type { DeletionsDesk } from './deletions-desk.ts';
import { aheadSchema, doneSchema, dueSchema, holdsSchema, ledgerSchema, overviewSchema } from './deletions-schema.ts';

const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const name = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]+$' } as const;
const aheadQuery = {
  type: 'object',
  properties: {
    days: { type: 'string', enum: ['30', '90'], description: 'How far ahead; 30 unless told' },
    producer: { ...name, description: 'Only of this producer' },
    label: { ...name, description: 'Only with this label' },
  },
  additionalProperties: false,
} as const;
const ledgerQuery = {
  type: 'object',
  properties: { before: { type: 'string', pattern: '^\\d{1,18}$', description: 'Only lines before this number' } },
  additionalProperties: false,
} as const;
const hours = { type: 'integer', minimum: 1, maximum: 2_160, description: 'For so long' } as const;

type AheadQuery = { readonly days?: '30' | '90'; readonly producer?: string; readonly label?: string };
type ForHours = { readonly hours: number };
type ApproveBody = ForHours & { readonly count: number; readonly confirm: string };

const hourMs = 3_600_000;

/** Adds the routes about deletions; without a database (null) they say so. */
export function addDeletionsRoutes(app: FastifyInstance, desk: DeletionsDesk | null, now: () => number): void {
  const opened = (): DeletionsDesk => {
    if (desk === null) throw noDatabase();
    return desk;
  };
  const told = (summary: string, response: Record<string, unknown>, querystring: object = noQuery) => ({
    schema: { summary, querystring, response: { 200: response, ...deskErrors } },
  });
  app.get('/api/deletions', told('What is due, and whether it goes', toSchema(overviewSchema)), (_, reply) =>
    answer(reply, () => opened().overview()),
  );
  const ahead = told('What becomes due, by day, producer and label', toSchema(aheadSchema), aheadQuery);
  app.get('/api/deletions/ahead', ahead, (request, reply) => {
    const { days = '30', producer = null, label = null } = request.query as AheadQuery;
    return answer(reply, () => opened().ahead({ dayCount: Number(days), producer, label }));
  });
  const due = told('What a run would delete now, and what has waited for longest', toSchema(dueSchema));
  app.get('/api/deletions/due', due, (_, reply) => answer(reply, () => opened().due()));
  app.get('/api/deletions/holds', told('The legal holds that stand', toSchema(holdsSchema)), (_, reply) =>
    answer(reply, () => opened().holds()),
  );
  const ledger = told('The newest lines of the ledger of erasures', toSchema(ledgerSchema), ledgerQuery);
  app.get('/api/deletions/ledger', ledger, (request, reply) => {
    const { before } = request.query as { readonly before?: string };
    return answer(reply, () => opened().ledger(before === undefined ? null : BigInt(before)));
  });
  addActions(app, opened, now);
}

function addActions(app: FastifyInstance, opened: () => DeletionsDesk, now: () => number): void {
  const act = (summary: string, properties: Readonly<Record<string, object>>) => ({
    config: { role: 'operator' as const },
    schema: {
      ...{ summary, querystring: noQuery, response: { 200: toSchema(doneSchema), ...deskErrors } },
      body: {
        type: 'object',
        properties: { reason: reasonSchema, ...properties },
        required: ['reason', ...Object.keys(properties)],
        additionalProperties: false,
      },
    },
  });
  const pause = act('Plan no deletions for some time; what is planned already is ended', { hours });
  app.post('/api/deletions/pause', pause, (request, reply) =>
    answer(reply, async () => {
      const until = now() + (request.body as ForHours).hours * hourMs;
      await opened().pause(until, operatorOf(request));
      return { done: true, until, count: null };
    }),
  );
  app.post('/api/deletions/resume', act('End a pause before its time', {}), (request, reply) =>
    answer(reply, async () => {
      await opened().resume(operatorOf(request));
      return { done: true, until: null, count: null };
    }),
  );
  const approve = act('Let go what the circuit breaker has stopped at', {
    hours,
    count: { type: 'integer', minimum: 1, description: '`toApproveCount`, as it was seen' },
    confirm: { type: 'string', maxLength: 100, description: 'Typed by a person: the count and the word deletions' },
  });
  app.post('/api/deletions/approve', approve, (request, reply) =>
    answer(reply, async () => {
      const { count, confirm: typed, hours: forHours } = request.body as ApproveBody;
      const until = now() + forHours * hourMs;
      await opened().approve({ count, until, typed }, operatorOf(request));
      return { done: true, until, count };
    }),
  );
}
