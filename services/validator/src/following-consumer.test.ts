/** A consumer that begins to read topics which the register gives away while it runs. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { BatchConsumer } from '@varselvakt/kafka';
import { createLogger, type ProgressTracker } from '@varselvakt/runtime';
import { createFollowingConsumer, type FollowingConsumer } from './following-consumer.ts';

type Fake = BatchConsumer & { readonly topics: readonly string[]; readonly crash: (error: Error) => void };

let opened: Fake[];
let acts: string[];
let wanted: string[];
let existing: string[];
let beforeStop: () => void;

const open = (topics: readonly string[]): BatchConsumer => {
  const crash = Promise.withResolvers<Error>();
  const name = topics.join();
  const fake: Fake = {
    topics,
    start: async () => void acts.push(`start ${name}`),
    stop: async () => {
      acts.push(`stop ${name}`);
      beforeStop();
      return { unfinished: [], deadlineReached: false };
    },
    state: () => ({ groupId: name }) as unknown as ReturnType<BatchConsumer['state']>,
    crashed: crash.promise,
    crash: crash.resolve,
  };
  opened.push(fake);
  return fake;
};
const progress = { progressed: () => undefined, idle: () => undefined } as unknown as ProgressTracker;
const create = (topicNames = async (): Promise<readonly string[]> => existing): FollowingConsumer =>
  createFollowingConsumer({
    topics: ['a'],
    wanted: () => wanted,
    open,
    admin: { topicNames },
    intervalMs: 1,
    stopDeadlineMs: 1,
    log: createLogger({ service: 'test', version: '0', level: 'fatal' }),
  });

/** Looks once, and ends. */
const lookOnce = async (consumer: FollowingConsumer): Promise<void> => {
  const once = new AbortController();
  const following = consumer.follow(once.signal, progress);
  once.abort();
  await following;
};

beforeEach(() => {
  opened = [];
  acts = [];
  wanted = ['a'];
  existing = ['a', 'b'];
  beforeStop = () => undefined;
});

describe('a further topic', () => {
  test('is read beside the earlier ones, and only after the old consumer has left its group', async () => {
    const consumer = create();
    wanted = ['a', 'b'];
    await lookOnce(consumer);
    expect(acts).toEqual(['stop a', 'start a,b']);
    expect(consumer.state().groupId).toBe('a,b');
    await lookOnce(consumer);
    expect(opened).toHaveLength(2);
  });

  test('that is not there yet changes nothing until it is', async () => {
    const consumer = create();
    wanted = ['a', 'c'];
    await lookOnce(consumer);
    expect(acts).toEqual([]);
    existing = ['a', 'b', 'c'];
    await lookOnce(consumer);
    expect(opened.at(-1)?.topics).toEqual(['a', 'c']);
  });

  test('is looked for again when Kafka did not answer', async () => {
    let failures = 1;
    const consumer = create(async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('away');
      return existing;
    });
    wanted = ['a', 'b'];
    await lookOnce(consumer);
    expect(opened).toHaveLength(1);
    await lookOnce(consumer);
    expect(opened).toHaveLength(2);
  });
});

test('a topic that the register gives away no more is read on, for what is in flight', async () => {
  const consumer = create();
  wanted = ['b'];
  await lookOnce(consumer);
  expect(opened.at(-1)?.topics).toEqual(['a', 'b']);
});

test('one that is asked to stop meanwhile does not begin anew', async () => {
  const consumer = create();
  wanted = ['a', 'b'];
  beforeStop = () => {
    beforeStop = () => undefined;
    void consumer.stop(1);
  };
  await lookOnce(consumer);
  expect(opened).toHaveLength(1);
});

test('only the death of the consumer in use ends the service', async () => {
  const consumer = create();
  wanted = ['a', 'b'];
  await lookOnce(consumer);
  opened[0]?.crash(new Error('the old one'));
  opened[1]?.crash(new Error('the new one'));
  expect((await consumer.crashed).message).toBe('the new one');
});
