import { expect, test } from '@jest/globals';
import type { EachBatchPayload } from 'kafkajs';
import { createBatchLoop } from './batch-loop.ts';
import type { CommitLog } from './commit-log.ts';
import { toConsumerSettings } from './consumer-options.ts';
import { createMembership } from './membership.ts';

const SESSION_MS = 10_000;

/** A member that has one partition with one record waiting, and a broker that answers heartbeats as it is told to. */
function waitingMember(answer: () => 'MEMBER' | 'GONE' | 'NOT_ASKED') {
  let now = 1_000_000;
  const handled: bigint[] = [];
  const settings = toConsumerSettings({
    groupId: 'g',
    topics: ['t'],
    sessionTimeoutMs: SESSION_MS,
    now: () => now,
    handler: async ({ records }) => {
      for (const { offset } of records) handled.push(offset);
    },
  });
  const membership = createMembership(SESSION_MS, () => now);
  membership.joined({ t: [0] });
  const commits = { commit: async () => undefined } as unknown as CommitLog;
  const loop = createBatchLoop({
    ...{ settings, membership, commits, observe: () => undefined, rest: () => undefined },
    stopping: new AbortController().signal,
    stopped: new AbortController().signal,
  });
  const message = { offset: '7', key: null, value: null, timestamp: '1', attributes: 0, headers: {} };
  const payload = {
    batch: { topic: 't', partition: 0, messages: [message], highWatermark: '8', lastOffset: () => '7' },
    heartbeat: async () => {
      if (answer() === 'GONE') throw new Error('the coordinator is not aware of this member');
      if (answer() === 'MEMBER') membership.heard();
    },
    resolveOffset: () => undefined,
    isStale: () => false,
  } as unknown as EachBatchPayload;
  return {
    handled,
    membership,
    fetch: () => loop(payload),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('a member that heard nothing of its group for a session asks, and goes on when it still is one', async () => {
  const { fetch, handled, pass } = waitingMember(() => 'MEMBER');
  pass(SESSION_MS + 1);
  await fetch();
  expect(handled).toEqual([7n]);
});

test('a member that was told by an answer to an older heartbeat that it is none asks again, for nobody else does', async () => {
  const { fetch, handled, membership } = waitingMember(() => 'MEMBER');
  membership.lost();
  await fetch();
  expect(handled).toEqual([7n]);
});

test('a member that is none any more handles nothing, and says so, so that it joins anew', async () => {
  const { fetch, handled, pass } = waitingMember(() => 'GONE');
  pass(SESSION_MS + 1);
  await expect(fetch()).rejects.toThrow('not aware');
  expect(handled).toEqual([]);
});

test('a member for which kafkajs sends no heartbeat, because it lost its id and could not join, lets kafkajs join anew', async () => {
  const { fetch, handled, pass } = waitingMember(() => 'NOT_ASKED');
  pass(SESSION_MS + 1);
  await expect(fetch()).rejects.toMatchObject({ type: 'REBALANCE_IN_PROGRESS' });
  expect(handled).toEqual([]);
});
