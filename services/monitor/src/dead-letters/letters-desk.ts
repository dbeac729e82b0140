import {
  createInboundTargets,
  createTopicDecoder,
  formatCursor,
  type JudgedLetter,
  type JudgingParts,
  judgeLetters,
  type LetterFilter,
  readLetters,
  readPlaces,
  toLetterView,
  toWholeLetterView,
} from '@varselvakt/inspection';
import type { IncomingRecord } from '@varselvakt/kafka';
import { type EventMask, explainCode } from '@varselvakt/rules';
import { coerceError, errorCodeOf } from '@varselvakt/runtime';
import { type RedriveMarks, readRedriveMarks, type StoreConnection } from '@varselvakt/store';
import { Refusal } from '../desks/answer-fault.ts';
import type { KafkaDesk } from '../desks/kafka-desk.ts';
import { createKeptAnswers } from '../desks/kept-answers.ts';
import type { LetterSelection } from './letters-question.ts';
import type { LetterPage, LettersAnswer } from './letters-schema.ts';

export type LettersQuestion = LetterSelection & {
  readonly before: ReadonlyMap<number, bigint> | null;
  readonly maxLetters: number;
};

/** Shows dead letters without anything of what they say. Throws Refusal, KafkaError. */
export type LettersDesk = {
  readonly list: (question: LettersQuestion) => Promise<LettersAnswer>;
  readonly show: (partition: number, offset: bigint) => Promise<LetterPage>;
};

/** What one page may cost. */
const limits = { maxRecords: 5_000, maxBytes: 32_000_000, maxMs: 8_000 };
const keepMarksMs = 5_000;
/** Several who look at the same page ask Kafka once. */
const keepListMs = 2_000;
const noMarks: RedriveMarks = { sent: new Set(), doubtful: new Map() };
type Marks = { readonly marks: RedriveMarks; readonly marksFault: string | null };

/** Makes the desk; without a database it does not know which letters were sent again. */
export function createLettersDesk(kafka: KafkaDesk, connection: StoreConnection | null): LettersDesk {
  const { access, reader, mask, now, turnstile } = kafka;
  const topic = access.topics.deadLetter;
  const kept = createKeptAnswers(now);
  const readMarks = (): Promise<Marks> =>
    kept.get('marks', keepMarksMs, async () => {
      if (connection === null) return { marks: noMarks, marksFault: 'DATABASE_NOT_CONFIGURED' };
      try {
        return { marks: await connection.withClient((client) => readRedriveMarks(client, topic)), marksFault: null };
      } catch (error) {
        return { marks: noMarks, marksFault: errorCodeOf(coerceError(error)) };
      }
    });
  const judgingOf = ({ marks }: Marks, filter: LetterFilter): JudgingParts => ({
    ...{ decoder: createTopicDecoder(topic, access), targets: createInboundTargets(access), marks, filter },
  });
  const read = async ({ filter, ...question }: LettersQuestion, known: Marks) => {
    const judging = judgingOf(known, filter);
    const { maxRecords, maxBytes, maxMs } = limits;
    const budget = { maxRecords, maxBytes, deadlineAt: now() + maxMs, now };
    const choose: Parameters<typeof readLetters<JudgedLetter>>[0]['choose'] = (records) =>
      judgeLetters(records, judging);
    return readLetters({ topic, ...question, budget, choose }, { admin: access.admin, reader });
  };
  const requireTopic = async (): Promise<void> => {
    if ((await access.admin.partitionCount(topic)) === null)
      throw new Refusal(404, 'NO_TOPIC', 'There is no topic of dead letters.');
  };
  const list = async (question: LettersQuestion): Promise<LettersAnswer> => {
    await requireTopic();
    const known = await readMarks();
    const { letters, next, ...rest } = await read(question, known);
    return {
      ...{ topic, ...rest, limits, marksFault: known.marksFault, next: next === null ? null : formatCursor(next) },
      letters: letters.map((one) => toLetterView(one.record, one.reading, one.facts, mask)),
    };
  };
  return {
    list: (question) => kept.get(toName(question), keepListMs, () => turnstile.pass(() => list(question))),
    show: (partition, offset) =>
      turnstile.pass(async () => {
        await requireTopic();
        const known = await readMarks();
        const record = await findRecord(kafka, partition, offset);
        const [found] =
          record === null
            ? []
            : await judgeLetters([record], judgingOf(known, { codes: null, producerId: null, place: null }));
        if (found === undefined) throw new Refusal(404, 'NOT_FOUND', 'This dead letter is not there, or not any more.');
        return { topic, ...toPage(found.letter, mask), marksFault: known.marksFault };
      }),
  };
}

const toName = ({ filter, sinceAt, untilAt, before, maxLetters }: LettersQuestion): string =>
  JSON.stringify([
    ...[[...(filter.codes ?? [])], filter.producerId, sinceAt, untilAt, maxLetters],
    ...[filter.place === null ? null : `${filter.place.partition}/${filter.place.offset}`],
    before === null ? null : formatCursor(before),
  ]);

async function findRecord(
  { access, reader }: KafkaDesk,
  partition: number,
  offset: bigint,
): Promise<IncomingRecord | null> {
  const topic = access.topics.deadLetter;
  const bounds = (await access.admin.topicBounds(topic)).find((one) => one.partition === partition);
  if (bounds === undefined || offset < bounds.startOffset || offset >= bounds.endOffset) return null;
  const found: IncomingRecord[] = [];
  const place = { topic, partition, startOffset: offset, endOffset: offset + 1n };
  await readPlaces(reader, [place], async (records) => void found.push(...records));
  return found[0] ?? null;
}

function toPage({ record, reading, facts }: JudgedLetter, mask: EventMask): Omit<LetterPage, 'topic' | 'marksFault'> {
  const { headers, ...letter } = toWholeLetterView(record, reading, facts, mask);
  const rule = explainCode(facts.code)?.rule;
  return {
    letter: { ...letter, headers: { ...headers, own: [...headers.own] } },
    explanation: rule === undefined ? null : { title: rule.message.en, remedy: rule.remedy.en },
  };
}
