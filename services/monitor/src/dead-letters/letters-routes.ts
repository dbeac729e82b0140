import type { FastifyInstance } from 'fastify';
import { operatorOf, reasonSchema } from '../access/operator-of.ts';
import { toSchema } from '../api/to-schema.ts';
import { answer, deskErrors, noDatabase, Refusal } from '../desks/answer-fault.ts';
import type { LettersDesk } from './letters-desk.ts';
import { type SelectionWords, selectionWords, toBefore, toSelection } from './letters-question.ts';
import { letterPageSchema, lettersSchema, redriveSchema } from './letters-schema.ts';
import type { RedriveDesk } from './redrive-desk.ts';

const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const listQuery = {
  type: 'object',
  properties: {
    ...selectionWords,
    before: { type: 'string', maxLength: 20_000, description: 'Where an earlier page ended: its `next`' },
    limit: { type: 'string', enum: ['10', '25', '50', '100'], description: '25 unless told' },
  },
  additionalProperties: false,
} as const;
const placeParams = {
  type: 'object',
  properties: { partition: selectionWords.partition, offset: selectionWords.offset },
  required: ['partition', 'offset'],
} as const;
const previewQuery = { type: 'object', properties: selectionWords, additionalProperties: false } as const;
const redriveBody = {
  type: 'object',
  properties: {
    reason: reasonSchema,
    ...selectionWords,
    count: { type: 'integer', minimum: 1, maximum: 1_000, description: 'At most so many, as the preview said' },
    perSecond: { type: 'integer', minimum: 100, maximum: 1_000, description: '100 unless told' },
    confirm: { type: 'string', maxLength: 100, description: 'Typed by a person: the count and the words dead letters' },
  },
  required: ['reason', 'count', 'confirm'],
  additionalProperties: false,
} as const;

type ListQuery = SelectionWords & { readonly before?: string; readonly limit?: string };
type RedriveBody = SelectionWords & {
  readonly reason: string;
  readonly count: number;
  readonly perSecond?: number;
  readonly confirm: string;
};

/** Whoever waits for more gives up. */
const maxLetters = 1_000;
const usualPerSecond = 100;

/** What must be typed for a redrive. */
export const redriveName = (count: number): string => `${count} dead letters`;

/** Adds the routes about dead letters; each desk is null where its settings are missing, and the routes say so. */
export function addLettersRoutes(app: FastifyInstance, letters: LettersDesk | null, redrive: RedriveDesk | null): void {
  const opened = (): LettersDesk => {
    if (letters === null)
      throw new Refusal(503, 'REGISTRY_NOT_CONFIGURED', 'The monitor was started without KAFKA_SCHEMA_REGISTRY.');
    return letters;
  };
  const list = {
    summary: 'Dead letters, the newest first: headers of ours, why, and never anything that they say',
    ...{ querystring: listQuery, response: { 200: toSchema(lettersSchema), ...deskErrors } },
  };
  app.get('/api/dead-letters', { schema: list }, (request, reply) =>
    answer(reply, async () => {
      const { before, limit = '25', ...words } = request.query as ListQuery;
      return opened().list({ ...toSelection(words), before: toBefore(before), maxLetters: Number(limit) });
    }),
  );
  const show = {
    summary: 'One dead letter: its headers, and what its record is made of with every value hidden',
    ...{ querystring: noQuery, params: placeParams, response: { 200: toSchema(letterPageSchema), ...deskErrors } },
  };
  app.get('/api/dead-letters/:partition/:offset', { schema: show }, (request, reply) =>
    answer(reply, async () => {
      const { partition, offset } = request.params as { readonly partition: string; readonly offset: string };
      return opened().show(Number(partition), BigInt(offset));
    }),
  );
  addRedrive(app, redrive);
}

function addRedrive(app: FastifyInstance, redrive: RedriveDesk | null): void {
  const opened = (): RedriveDesk => {
    if (redrive === null) throw noDatabase();
    return redrive;
  };
  const config = { role: 'operator' as const };
  const response = { 200: toSchema(redriveSchema), ...deskErrors };
  const preview = { summary: 'Which dead letters would be sent again; changes nothing', querystring: previewQuery };
  app.get('/api/dead-letters/redrive', { config, schema: { ...preview, response } }, (request, reply) =>
    answer(reply, async () => {
      const selection = toSelection(request.query as SelectionWords);
      return opened().preview({ selection, maxLetters, perSecond: usualPerSecond });
    }),
  );
  const send = { summary: 'Send dead letters back to where their records lay, each once', querystring: noQuery };
  app.post(
    '/api/dead-letters/redrive',
    { config, schema: { ...send, body: redriveBody, response } },
    (request, reply) =>
      answer(reply, async () => {
        const { reason: _, count, perSecond = usualPerSecond, confirm, ...words } = request.body as RedriveBody;
        if (confirm.trim() !== redriveName(count))
          throw new Refusal(409, 'NOT_CONFIRMED', `Nothing was sent: ${redriveName(count)} was not typed.`);
        return opened().send({ selection: toSelection(words), maxLetters: count, perSecond }, operatorOf(request));
      }),
  );
}
