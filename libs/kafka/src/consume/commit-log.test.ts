import { describe, expect, test } from '@jest/globals';
import type { EachBatchPayload } from 'kafkajs';
import { createCommitLog } from './commit-log.ts';
import { toConsumerSettings } from './consumer-options.ts';
import { createPartitionProgress, noteProgress } from './partition-progress.ts';

type Answer = () => Promise<void>;
const refuse: Answer = () => Promise.reject(new Error('Connection closed'));
const accept: Answer = () => Promise.resolve();

type Offsets = { readonly topics: readonly { readonly partitions: readonly { readonly offset: string }[] }[] };

function setUp(options: { readonly commitTimeoutMs?: number } = {}) {
  let nowAt = 10_000;
  const now = () => nowAt;
  const settings = toConsumerSettings({ groupId: 'g', topics: ['t'], handler: async () => undefined, now, ...options });
  const progress = createPartitionProgress('t', 0, nowAt, undefined);
  noteProgress(progress, 7n, nowAt);
  const commits = createCommitLog(settings, () => undefined);
  const retried: string[] = [];
  const sent: string[] = [];
  let answerNow = accept;
  const commitOffsetsIfNecessary = ({ topics }: Offsets) => {
    sent.push(...topics.flatMap(({ partitions }) => partitions.map(({ offset }) => offset)));
    return answerNow();
  };
  return {
    progress,
    commits,
    retried,
    wait: (ms: number) => {
      nowAt += ms;
    },
    commitAfterBatch: (answer: Answer) => {
      answerNow = answer;
      return commits.commit({ commitOffsetsIfNecessary } as unknown as EachBatchPayload, progress, 7n);
    },
    fetchReturns: async (answer: Answer = accept) => {
      answerNow = answer;
      const commitOffsets = () => Promise.reject(new Error('kafkajs would try this for half a minute'));
      sent.length = 0;
      commits.retryFailed({ commitOffsets }, [progress]);
      retried.push(...sent);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a commit that failed', () => {
  test('is tried again although no further batch comes, until it is in', async () => {
    const { commits, progress, retried, wait, commitAfterBatch, fetchReturns } = setUp();
    await commitAfterBatch(refuse);
    expect(commits.failuresInRow()).toBe(1);
    await fetchReturns(refuse);
    wait(1_000);
    await fetchReturns();
    wait(1_000);
    await fetchReturns();
    expect(retried).toEqual(['7', '7']);
    expect(progress.lastCommittedOffset).toBe(7n);
    expect(commits.failuresInRow()).toBe(0);
  });

  test('is not tried more often than once a second, nor while a batch is in work', async () => {
    const { progress, retried, wait, commitAfterBatch, fetchReturns } = setUp();
    await commitAfterBatch(refuse);
    progress.busy = true;
    await fetchReturns();
    progress.busy = false;
    await fetchReturns(refuse);
    wait(999);
    await fetchReturns();
    expect(retried).toEqual(['7']);
  });

  test('and comes in after a later one is followed by the later one again', async () => {
    const { progress, retried, wait, commitAfterBatch, fetchReturns } = setUp();
    await commitAfterBatch(refuse);
    await fetchReturns(async () => noteProgress(progress, 9n, 0));
    wait(1_000);
    await fetchReturns();
    expect(retried).toEqual(['7', '9']);
    expect(progress.lastCommittedOffset).toBe(9n);
  });

  test('for us, but comes in after all, later than a newer one, is followed by the newer one again', async () => {
    const { commits, progress, retried, commitAfterBatch, fetchReturns } = setUp({ commitTimeoutMs: 5 });
    const late = Promise.withResolvers<void>();
    await commitAfterBatch(() => late.promise);
    expect(commits.failuresInRow()).toBe(1);
    noteProgress(progress, 9n, 0);
    await fetchReturns();
    expect(progress.commitDue).toBe(false);
    late.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(progress.commitDue).toBe(true);
    expect(retried).toEqual(['9']);
  });
});

describe('a coordinator that has moved is told to kafkajs, which joins anew and finds the new one,', () => {
  const moved = Object.assign(new Error('moved'), { name: 'KafkaJSProtocolError', type: 'NOT_COORDINATOR_FOR_GROUP' });
  const refuseAsMoved: Answer = () => Promise.reject(moved);

  test('by the commit after a batch', async () => {
    const { commits, progress, commitAfterBatch } = setUp();
    await expect(commitAfterBatch(refuseAsMoved)).rejects.toBe(moved);
    expect(commits.failuresInRow()).toBe(1);
    expect(progress.commitDue).toBe(true);
  });

  test('by the fetch after a commit that was tried again, once for each answer', async () => {
    const { progress, retried, wait, commitAfterBatch, fetchReturns } = setUp();
    await commitAfterBatch(refuse);
    await fetchReturns(refuseAsMoved);
    await expect(fetchReturns()).rejects.toBe(moved);
    wait(1_000);
    await fetchReturns();
    expect(retried).toEqual(['7', '7']);
    expect(progress.lastCommittedOffset).toBe(7n);
    await fetchReturns();
  });

  test('but not by what an older membership was told: kafkajs would give up the new one', async () => {
    const { commits, commitAfterBatch, fetchReturns } = setUp();
    await commitAfterBatch(refuse);
    await fetchReturns(refuseAsMoved);
    commits.joined();
    await fetchReturns(async () => {
      commits.joined();
      throw moved;
    });
    await fetchReturns();
  });
});

test('where every commit came in, none is repeated', async () => {
  const { retried, commitAfterBatch, fetchReturns } = setUp();
  await commitAfterBatch(accept);
  await fetchReturns();
  expect(retried).toEqual([]);
});
