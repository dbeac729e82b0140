import { RedriveRefused, type RedriveReport, runRedrive } from '@varselvakt/inspection';
import { connect, type Operator, type StoreClient } from '@varselvakt/store';
import { Refusal } from '../desks/answer-fault.ts';
import type { KafkaDesk } from '../desks/kafka-desk.ts';
import { createKeptAnswers } from '../desks/kept-answers.ts';
import type { LetterSelection } from './letters-question.ts';
import type { RedriveAnswer } from './letters-schema.ts';

export type RedriveOrder = {
  readonly selection: LetterSelection;
  readonly maxLetters: number;
  readonly perSecond: number;
};

/** Sends dead letters back as the command does, or says which would go. Throws Refusal, KafkaError, StoreError. */
export type RedriveDesk = {
  readonly preview: (order: RedriveOrder) => Promise<RedriveAnswer>;
  readonly send: (order: RedriveOrder, operator: Operator) => Promise<RedriveAnswer>;
  /** Ends one that is under way after the letters that are. */
  readonly close: () => Promise<void>;
};

/** Makes the desk. It connects for each redrive anew: the lock that makes it the only one goes with the connection. */
export function createRedriveDesk(kafka: KafkaDesk, databaseUrl: string): RedriveDesk {
  const kept = createKeptAnswers(kafka.now);
  const closing = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const run = async (order: RedriveOrder, operator: Operator | null): Promise<RedriveAnswer> => {
    const { filter, sinceAt, untilAt } = order.selection;
    const request = {
      ...{ filter, operator, maxLetters: order.maxLetters, maxPerSecond: order.perSecond, resendsDoubtful: false },
      range: {
        from: sinceAt === null ? ({ at: 'START' } as const) : ({ at: 'TIME', time: sinceAt } as const),
        to: untilAt === null ? ({ at: 'END' } as const) : ({ at: 'TIME', time: untilAt } as const),
      },
    };
    const control = { signal: closing.signal, onProgress: () => undefined };
    return withConnection(databaseUrl, async (client) =>
      toAnswer(await runRedrive(request, kafka.access, client, control)),
    );
  };
  const take = (order: RedriveOrder, operator: Operator | null): Promise<RedriveAnswer> => {
    const done = kafka.turnstile.pass(() => run(order, operator)).catch(refuse);
    running = done.catch(() => undefined);
    return done;
  };
  return {
    preview: (order) => kept.get(toName(order), keepMs, () => take(order, null)),
    send: async (order, operator) => {
      try {
        return await take(order, operator);
      } finally {
        kept.forget();
      }
    },
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

/** A page that follows by itself asks every few seconds, and trying reads every letter. */
const keepMs = 30_000;

const toName = ({ selection: { filter, sinceAt, untilAt }, maxLetters }: RedriveOrder): string =>
  JSON.stringify([
    ...[[...(filter.codes ?? [])], filter.producerId, sinceAt, untilAt, maxLetters],
    filter.place === null ? null : `${filter.place.partition}/${filter.place.offset}`,
  ]);

function refuse(thrown: unknown): never {
  if (!(thrown instanceof RedriveRefused)) throw thrown;
  throw new Refusal(thrown.code === 'NO_TOPIC' ? 404 : 409, thrown.code, thrown.message);
}

async function withConnection<T>(databaseUrl: string, work: (client: StoreClient) => Promise<T>): Promise<T> {
  const client = await connect(databaseUrl, { applicationName: 'varselvakt-redrive', lookupPlans: false });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

const toAnswer = ({ groups, ...report }: RedriveReport): RedriveAnswer => ({ ...report, groups: [...groups] });
