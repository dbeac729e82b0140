import type { ClusterAdmin, IncomingRecord, PartitionBounds, RecordReader } from '@varselvakt/kafka';
import { resolvePlaces } from '../places/resolve-places.ts';
import { type Budget, readBack } from './read-back.ts';

/** Which stretch of the dead letters is asked for, from its newest letter back. */
export type LettersRequest<Letter> = {
  readonly topic: string;
  /** When they became dead letters, milliseconds since the epoch: from `sinceAt` on, before `untilAt`. Null: no bound. */
  readonly sinceAt: number | null;
  readonly untilAt: number | null;
  /** Where an earlier page ended: of each partition only what lies below its offset. Null: from the end. */
  readonly before: ReadonlyMap<number, bigint> | null;
  readonly maxLetters: number;
  readonly budget: Budget;
  /** Reads what is wanted of these records; others are passed over. */
  readonly choose: (records: readonly IncomingRecord[]) => Promise<readonly Chosen<Letter>[]>;
};

export type Chosen<Letter> = {
  readonly partition: number;
  readonly offset: bigint;
  readonly timestampMs: number;
  readonly letter: Letter;
};

/** A page of letters, the newest first. */
export type LettersPage<Letter> = {
  readonly letters: readonly Letter[];
  /** What to give as `before` for the next page; null: there is nothing before it. */
  readonly next: ReadonlyMap<number, bigint> | null;
  /** Letters that were looked at, wanted or not. */
  readonly readCount: number;
  readonly readBytes: number;
  /** FULL and END: as asked for. The others: the page ends early because so much was read. */
  readonly endedBy: 'FULL' | 'END' | 'RECORDS' | 'BYTES' | 'TIME';
};

/** One partition that is read from its end back. */
type Lane<Letter> = {
  readonly partition: number;
  readonly startOffset: bigint;
  /** Everything from here on has been looked at. */
  downTo: bigint;
  /** Of the oldest record that was looked at: what is left is no newer, as a rule. */
  frontierMs: number;
  readonly found: Chosen<Letter>[];
};

/** Reads back from the newest dead letter until there are enough of those that are wanted, or the budget is used up. Throws KafkaError. */
export async function readLetters<Letter>(
  request: LettersRequest<Letter>,
  kafka: { readonly admin: Pick<ClusterAdmin, 'topicBounds' | 'offsetsAt'>; readonly reader: RecordReader },
): Promise<LettersPage<Letter>> {
  const lanes = (await findBounds(request, kafka.admin)).map(toLane<Letter>);
  const spent = { recordCount: 0, bytes: 0 };
  const { budget, maxLetters } = request;
  for (;;) {
    const open = lanes.filter(({ downTo, startOffset }) => downTo > startOffset);
    const newest = open.toSorted((one, other) => other.frontierMs - one.frontierMs)[0];
    if (newest === undefined) return endPage(lanes, request, spent, 'END');
    const settled = lanes.flatMap(({ found }) => found.filter(({ timestampMs }) => timestampMs >= newest.frontierMs));
    if (settled.length >= maxLetters) return endPage(lanes, request, spent, 'FULL');
    const over = overspent(budget, spent);
    if (over !== null) return endPage(lanes, request, spent, over);
    const place = { topic: request.topic, ...newest };
    const { records, fromOffset, bytes } = await readBack(kafka.reader, place, budget);
    spent.recordCount += records.length;
    spent.bytes += bytes;
    newest.downTo = fromOffset;
    newest.frontierMs = records[0]?.timestampMs ?? newest.frontierMs;
    newest.found.push(...(await request.choose(records)));
  }
}

async function findBounds<Letter>(
  { topic, sinceAt, untilAt, before }: LettersRequest<Letter>,
  admin: Pick<ClusterAdmin, 'topicBounds' | 'offsetsAt'>,
): Promise<readonly PartitionBounds[]> {
  const places = await resolvePlaces(admin, topic, {
    from: sinceAt === null ? { at: 'START' } : { at: 'TIME', time: sinceAt },
    to: untilAt === null ? { at: 'END' } : { at: 'TIME', time: untilAt },
  });
  return places.map(({ partition, startOffset, endOffset }) => {
    const end = before === null ? endOffset : (before.get(partition) ?? startOffset);
    // Whoever asks may name any place.
    const isWithin = end >= startOffset && end <= endOffset;
    return { partition, startOffset, endOffset: isWithin ? end : endOffset };
  });
}

const toLane = <Letter>({ partition, startOffset, endOffset }: PartitionBounds): Lane<Letter> => ({
  ...{ partition, startOffset, downTo: endOffset, frontierMs: Number.POSITIVE_INFINITY, found: [] },
});

type Spent = { readonly recordCount: number; readonly bytes: number };

function overspent(budget: Budget, { recordCount, bytes }: Spent): 'RECORDS' | 'BYTES' | 'TIME' | null {
  if (recordCount >= budget.maxRecords) return 'RECORDS';
  if (bytes >= budget.maxBytes) return 'BYTES';
  return budget.now() >= budget.deadlineAt ? 'TIME' : null;
}

function endPage<Letter>(
  lanes: readonly Lane<Letter>[],
  { maxLetters }: LettersRequest<Letter>,
  spent: Spent,
  endedBy: LettersPage<Letter>['endedBy'],
): LettersPage<Letter> {
  const all = lanes.flatMap(({ found }) => found).toSorted(newestFirst);
  const [shown, left] = [all.slice(0, maxLetters), all.slice(maxLetters)];
  const next = new Map(lanes.map((lane) => [lane.partition, nextOf(lane, left)]));
  const isEnd = lanes.every(({ partition, startOffset }) => (next.get(partition) ?? startOffset) <= startOffset);
  return {
    letters: shown.map(({ letter }) => letter),
    next: isEnd ? null : next,
    readCount: spent.recordCount,
    readBytes: spent.bytes,
    endedBy: endedBy === 'END' && !isEnd ? 'FULL' : endedBy,
  };
}

const newestFirst = <Letter>(one: Chosen<Letter>, other: Chosen<Letter>): number =>
  other.timestampMs - one.timestampMs || one.partition - other.partition || (one.offset > other.offset ? -1 : 1);

/** Where the next page goes on in a partition: behind the newest letter that was found and not shown. */
function nextOf<Letter>({ partition, downTo }: Lane<Letter>, left: readonly Chosen<Letter>[]): bigint {
  const newest = left.filter((one) => one.partition === partition).toSorted(newestFirst)[0];
  return newest === undefined ? downTo : newest.offset + 1n;
}
