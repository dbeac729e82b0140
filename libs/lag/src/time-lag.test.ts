import { describe, expect, test } from '@jest/globals';
import type { NextRecord, RecordPlace } from '@varselvakt/kafka';
import { createTimeLagSampler, placeKey, type WaitingPlace } from './time-lag.ts';

const place = (partition: number, offset = 5, endOffset = 9): WaitingPlace => ({
  topic: 't',
  partition,
  offset,
  endOffset,
});
const record: NextRecord = { outcome: 'RECORD', offset: 5n, timestampAt: 1_000, timestampType: 'CreateTime' };

function reading(answer: (place: RecordPlace) => NextRecord | Promise<NextRecord>) {
  const asked: RecordPlace[] = [];
  let underWay = 0;
  let most = 0;
  const nextRecord = async (wanted: RecordPlace): Promise<NextRecord> => {
    asked.push(wanted);
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
    return answer(wanted);
  };
  return { asked, nextRecord, most: () => most };
}

describe('the records that groups read next', () => {
  test('are read once for each offset, however many groups wait there and however often it is asked', async () => {
    const reader = reading(() => record);
    const sampler = createTimeLagSampler(reader);
    await sampler.sample([place(0), place(0)]);
    const answer = await sampler.sample([place(0, 5, 12)]);
    expect(reader.asked).toHaveLength(1);
    expect(answer.get(placeKey(place(0)))).toEqual(record);
    await sampler.sample([place(0, 6)]);
    expect(reader.asked).toHaveLength(2);
  });

  test('are asked for again where there was nothing but markers, as soon as the end has moved', async () => {
    const reader = reading(() => ({ outcome: 'NOTHING' }));
    const sampler = createTimeLagSampler(reader);
    await sampler.sample([place(0)]);
    await sampler.sample([place(0)]);
    expect(reader.asked).toHaveLength(1);
    await sampler.sample([place(0, 5, 10)]);
    expect(reader.asked).toHaveLength(2);
  });

  test('are read a few at a time and no more than the limit in one round; the next round goes on', async () => {
    const reader = reading(() => record);
    const limits = { concurrency: 3, maxFetches: 40, maxMs: 60_000 };
    const sampler = createTimeLagSampler(reader, limits);
    const places = Array.from({ length: 60 }, (_, i) => place(i));
    expect((await sampler.sample(places)).size).toBe(40);
    expect(reader.most()).toBe(3);
    expect((await sampler.sample(places)).size).toBe(60);
    expect(reader.asked).toHaveLength(60);
  });

  test('stay unknown where they cannot be read, and after the time for a round is over', async () => {
    const reader = reading(({ partition }) => (partition === 1 ? record : Promise.reject(new Error('gone'))));
    const answer = await createTimeLagSampler(reader).sample([place(0), place(1)]);
    expect([...answer.keys()]).toEqual(['t/1/5']);
    let at = 0;
    const slow = createTimeLagSampler(
      reading(() => record),
      { concurrency: 1, maxFetches: 9, maxMs: 10 },
      () => {
        at += 6;
        return at;
      },
    );
    expect((await slow.sample([place(0), place(1), place(2)])).size).toBe(1);
  });
});
