import { describe, expect, test } from '@jest/globals';
import type { IncomingRecord, RecordReader } from '@varselvakt/kafka';
import { formatCursor, parseCursor } from './letter-cursor.ts';
import type { Budget } from './read-back.ts';
import { type LettersRequest, readLetters } from './read-letters.ts';

/** The times of the letters of each partition, by offset; null: a gap. */
type Log = readonly (readonly (number | null)[])[];

const place = ({ partition, offset }: IncomingRecord): string => `${partition}/${offset}`;
const recordAt = (partition: number, offset: number, timestampMs: number): IncomingRecord => ({
  ...{ topic: 'dlt', partition, offset: BigInt(offset), timestampMs, timestampType: 'CreateTime' },
  ...{ key: null, value: Buffer.alloc(100), headers: {} },
});

/** Two partitions as a broker would give them: at most `atOnce` records at a time. */
const kafkaOf = (log: Log, atOnce = 5) => {
  const asked: string[] = [];
  const reader: RecordReader = {
    read: async ({ partition, offset, endOffset }) => {
      asked.push(`${partition}/${offset}`);
      const end = Math.min(Number(offset) + atOnce, Number(endOffset));
      const times = (log[partition] ?? []).slice(Number(offset), end);
      const records = times.flatMap((time, index) =>
        time === null ? [] : [recordAt(partition, Number(offset) + index, time)],
      );
      return { records, nextOffset: BigInt(end) };
    },
    close: async () => undefined,
  };
  const admin = {
    topicBounds: async () =>
      log.map((times, partition) => ({ partition, startOffset: 0n, endOffset: BigInt(times.length) })),
    offsetsAt: async (_topic: string, at: number) =>
      log.map((times, partition) => {
        const found = times.findIndex((time) => time !== null && time >= at);
        return { partition, offset: BigInt(found < 0 ? times.length : found) };
      }),
  };
  return { asked, kafka: { reader, admin } };
};

const endless: Budget = { maxRecords: 10_000, maxBytes: 1_000_000_000, deadlineAt: 1, now: () => 0 };
const all: LettersRequest<string> = {
  ...{ topic: 'dlt', sinceAt: null, untilAt: null, before: null, maxLetters: 3, budget: endless },
  choose: async (records) =>
    records.map((record) => ({
      ...{ partition: record.partition, offset: record.offset, timestampMs: record.timestampMs },
      letter: place(record),
    })),
};

const readAllPages = async (log: Log, request: LettersRequest<string>) => {
  const pages: (readonly string[])[] = [];
  let before: ReadonlyMap<number, bigint> | null = null;
  do {
    const page: Awaited<ReturnType<typeof readLetters<string>>> = await readLetters(
      { ...request, before },
      kafkaOf(log).kafka,
    );
    pages.push(page.letters);
    before = page.next;
  } while (before !== null && pages.length < 100);
  return pages;
};

describe('dead letters, the newest first', () => {
  test('come from all partitions by their time, page after page, each once', async () => {
    const log = [
      [10, 20, 50, 60],
      [15, 30, 40, 70, 80],
    ];
    expect(await readAllPages(log, all)).toEqual([
      ['1/4', '1/3', '0/3'],
      ['0/2', '1/2', '1/1'],
      ['0/1', '1/0', '0/0'],
    ]);
  });

  test('are all found in a long log with gaps, also when few are wanted', async () => {
    const log = [
      Array.from({ length: 200 }, (_, offset) => (offset % 3 === 0 ? null : offset * 2)),
      Array.from({ length: 150 }, (_, offset) => offset * 3 + 1),
    ];
    const expected = log
      .flatMap((times, partition) => times.map((time, offset) => ({ time, name: `${partition}/${offset}` })))
      .filter(({ time }) => time !== null)
      .sort((one, other) => (other.time ?? 0) - (one.time ?? 0))
      .map(({ name }) => name);
    expect((await readAllPages(log, { ...all, maxLetters: 25 })).flat()).toEqual(expected);
    const seldom: LettersRequest<string> = {
      ...all,
      choose: async (records) => (await all.choose(records)).filter(({ offset }) => offset % 50n === 1n),
    };
    const wanted = expected.filter((name) => Number(name.split('/')[1]) % 50 === 1);
    expect((await readAllPages(log, seldom)).flat()).toEqual(wanted);
  });

  test('of a stretch of time only', async () => {
    const { kafka } = kafkaOf([[10, 20, 50, 60]]);
    expect(await readLetters({ ...all, sinceAt: 20, untilAt: 60 }, kafka)).toMatchObject({
      ...{ letters: ['0/2', '0/1'], next: null, endedBy: 'END' },
    });
  });

  test('of an empty topic are none', async () => {
    const { kafka, asked } = kafkaOf([[], []]);
    expect(await readLetters(all, kafka)).toMatchObject({ letters: [], next: null, readCount: 0, endedBy: 'END' });
    expect(asked).toEqual([]);
  });

  test.each([
    ['RECORDS', { maxRecords: 30 }],
    ['BYTES', { maxBytes: 3_000 }],
    ['TIME', { deadlineAt: 0 }],
  ] as const)(
    'end early when the budget of %s is used up, and the next page goes on there',
    async (endedBy, budget) => {
      const log = [Array.from({ length: 500 }, (_, offset) => offset)];
      const none: LettersRequest<string> = { ...all, budget: { ...endless, ...budget }, choose: async () => [] };
      const page = await readLetters(none, kafkaOf(log).kafka);
      expect(page).toMatchObject({ letters: [], endedBy });
      expect(page.readCount).toBeLessThanOrEqual(60);
      const [[, offset] = [0, 0n]] = page.next ?? [];
      expect(Number(offset)).toBe(500 - page.readCount);
    },
  );

  test('begin at the end when somebody names a place that is not there', async () => {
    const { kafka } = kafkaOf([[10, 20]]);
    expect(await readLetters({ ...all, before: new Map([[0, 99n]]) }, kafka)).toMatchObject({
      letters: ['0/1', '0/0'],
    });
  });
});

describe('where a page ended', () => {
  test('can be written into an address and read back', () => {
    const next = new Map([
      [0, 17n],
      [12, 2n ** 60n],
    ]);
    expect(parseCursor(formatCursor(next))).toEqual(next);
  });

  test.each(['', '0', '0:', ':1', '0:1,', '0:-1', '0:1;1:2', `0:${'9'.repeat(20)}`])('%j is no such place', (text) => {
    expect(parseCursor(text)).toBeNull();
  });
});
