import { coerceError, errorCodeOf } from '@varselvakt/runtime';
import type { FastifyReply } from 'fastify';
import { errorSchema } from '../api/api-errors.ts';

/** An answer that is none, with a code and words that say what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly statusCode: 400 | 404 | 409 | 429 | 503;
  readonly code: string;

  constructor(statusCode: Refusal['statusCode'], code: string, message: string) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
  }
}

/** The monitor was started without a database. */
export const noDatabase = (): Refusal =>
  new Refusal(503, 'DATABASE_NOT_CONFIGURED', 'The monitor has no database: it was started without DATABASE_URL.');

/** For routes that ask Kafka or Postgres while somebody waits. */
export const deskErrors = { 404: errorSchema, 409: errorSchema, 429: errorSchema, 503: errorSchema } as const;

/** Answers what `work` gives; a refusal as it says, and whatever keeps Kafka or Postgres from answering by its code, never by its words. */
export async function answer(reply: FastifyReply, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Refusal) {
      if (thrown.statusCode === 429) reply.header('retry-after', 5);
      return reply.code(thrown.statusCode).send({ error: thrown.code, message: thrown.message });
    }
    const error = coerceError(thrown);
    if (!('retriable' in error)) throw error;
    const code = errorCodeOf(error);
    return reply.code(503).send({ error: code, message: wordsOf(code, error.retriable === true) });
  }
}

function wordsOf(code: string, isRetriable: boolean): string {
  if (code.endsWith('_AUTHORIZATION_FAILED'))
    return 'Kafka does not let the monitor do this: see "varselvakt topics acl".';
  return isRetriable ? 'What this needs does not answer at the moment.' : 'This could not be done.';
}
