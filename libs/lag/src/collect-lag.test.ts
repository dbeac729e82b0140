import { describe, expect, test } from '@jest/globals';
import type { GroupAnswer, GroupFacts, LagReader, NextRecord, TopicAnswer } from '@varselvakt/kafka';
import { createLagCollector, type LagCollectorOptions, usualRules } from './collect-lag.ts';

type Offsets = Readonly<Record<number, number>>;

const member = (topic: string, partitions: readonly number[]): GroupFacts['members'][number] => ({
  memberId: 'm-1',
  clientId: 'client',
  clientHost: '/10.0.0.1',
  partitions: partitions.map((partition) => ({ topic, partition })),
});

function group(committed: Readonly<Record<string, Offsets>>, members: GroupFacts['members'] = []): GroupAnswer {
  const offsets = Object.entries(committed).flatMap(([topic, partitions]) =>
    Object.entries(partitions).map(([partition, offset]) => ({
      topic,
      partition: Number(partition),
      offset: BigInt(offset),
    })),
  );
  const state = members.length === 0 ? 'Empty' : 'Stable';
  return {
    outcome: 'READ',
    facts: { state, protocolType: 'consumer', protocol: 'RoundRobin', coordinatorId: 1, members, offsets },
  };
}

const topic = (...bounds: readonly (readonly [start: number, end: number])[]): TopicAnswer => ({
  outcome: 'READ',
  partitions: bounds.map(([start, end], partition) => ({
    partition,
    startOffset: BigInt(start),
    endOffset: BigInt(end),
    stableOffset: BigInt(end),
  })),
});

const dayMs = 86_400_000;
const record = (timestampAt: number): NextRecord => ({
  outcome: 'RECORD',
  offset: 0n,
  timestampAt,
  timestampType: 'CreateTime',
});

/** A cluster as it may be told; `calls` = in which order it was asked. */
function cluster(
  groups: Readonly<Record<string, GroupAnswer>>,
  topics: Readonly<Record<string, TopicAnswer>>,
  next: NextRecord = { outcome: 'UNKNOWN' },
) {
  const calls: string[] = [];
  const reader: Omit<LagReader, 'close'> = {
    groupIds: async () => {
      calls.push('groupIds');
      return Object.keys(groups);
    },
    groups: async (wanted) => {
      calls.push('groups');
      return new Map(wanted.map((name) => [name, groups[name] ?? group({})]));
    },
    topicOffsets: async (wanted) => {
      calls.push('topics');
      return new Map(
        wanted.map((name): [string, TopicAnswer] => [
          name,
          topics[name] ?? { outcome: 'FAILED', code: 'KAFKA_UNKNOWN_TOPIC_OR_PARTITION' },
        ]),
      );
    },
    nextRecord: async () => next,
    clusterFacts: async () => ({ brokers: [], topics: [] }),
  };
  return { reader, calls };
}

let at = 10 * dayMs;
const options = (...names: readonly string[]): LagCollectorOptions => ({
  cluster: 'c',
  watched: names.map((name) => ({ group: name, stage: null, topics: [] })),
  rules: usualRules,
  deadlineMs: 5_000,
  now: () => at,
});

async function collectOne(
  answer: GroupAnswer,
  topics: Readonly<Record<string, TopicAnswer>>,
  { next, own = [] }: { next?: NextRecord; own?: readonly string[] } = {},
) {
  const { reader } = cluster({ g: answer }, topics, next);
  const watched = [{ group: 'g', stage: null, topics: own }];
  const report = await createLagCollector(reader, { ...options(), watched }).collect();
  const [found] = report.groups;
  if (found === undefined) throw new Error('the group is not in the report');
  return found;
}

describe('a collection', () => {
  test('reads the commits before the ends, and asks for the list of groups only when a pattern is wanted', async () => {
    const { reader, calls } = cluster({ g: group({ t: { 0: 1 } }) }, { t: topic([0, 2]) });
    await createLagCollector(reader, options('g')).collect();
    expect(calls).toEqual(['groups', 'topics']);
    const report = await createLagCollector(reader, options('g*')).collect();
    expect(report.groups.map(({ group: name }) => name)).toEqual(['g']);
  });

  test('tells a day of lag as a day', async () => {
    const found = await collectOne(group({ t: { 0: 3 } }), { t: topic([0, 30]) }, { next: record(at - dayMs) });
    expect(found).toMatchObject({ totalLag: 27, maxTimeLagSeconds: 86_400 });
  });

  test('keeps unknown, zero and never committed apart', async () => {
    const found = await collectOne(group({ t: { 0: 30 } }), { t: topic([0, 30], [0, 30]) }, { own: ['t'] });
    expect(found.partitions).toMatchObject([
      { lag: 0, timeLagSeconds: 0, committedOffset: 30 },
      { lag: null, timeLagSeconds: null, committedOffset: null, reason: 'the group has never committed here' },
    ]);
    expect(found).toMatchObject({ totalLag: null, maxLag: 0 });
  });

  test('does not know the age of a record that could not be read, though it knows that something waits', async () => {
    const found = await collectOne(group({ t: { 0: 3 } }), { t: topic([0, 30]) });
    expect(found.partitions).toMatchObject([{ lag: 27, timeLagSeconds: null }]);
  });

  test('takes transaction markers and gaps at the end for nothing that waits', async () => {
    const found = await collectOne(group({ t: { 0: 3 } }), { t: topic([0, 5]) }, { next: { outcome: 'NOTHING' } });
    expect(found.partitions).toMatchObject([{ lag: 0, timeLagSeconds: 0 }]);
  });

  test('counts what retention took as lost and says so', async () => {
    const found = await collectOne(group({ t: { 0: 3 } }), { t: topic([20, 30]) }, { next: record(at - 5_000) });
    expect(found.partitions).toMatchObject([{ lag: 10, lost: 17, timeLagSeconds: 5 }]);
    expect(found.partitions[0]?.reason).toContain('retention took 17');
  });

  test('says nothing of the lag when the topic was made anew under a commit', async () => {
    const found = await collectOne(group({ t: { 0: 300 } }), { t: topic([0, 2]) });
    expect(found.partitions).toMatchObject([{ lag: null, lost: null }]);
  });

  test('never tells a record from the future as younger than nothing', async () => {
    const found = await collectOne(group({ t: { 0: 3 } }), { t: topic([0, 5]) }, { next: record(at + 60_000) });
    expect(found.partitions).toMatchObject([{ timeLagSeconds: 0 }]);
  });

  test('reports groups without members, and who has which partition', async () => {
    const left = await collectOne(group({ t: { 0: 3 } }), { t: topic([0, 5]) });
    expect(left).toMatchObject({ state: 'Empty', memberCount: 0, totalLag: 2 });
    const held = await collectOne(group({ t: { 0: 3 } }, [member('t', [0, 1])]), { t: topic([0, 5], [0, 0]) });
    expect(held.partitions).toMatchObject([
      { member: { clientId: 'client', host: '10.0.0.1' } },
      { committedOffset: null, member: { memberId: 'm-1' } },
    ]);
  });

  test('gives no sum in which a topic is missing, but forgets commits for topics that are gone', async () => {
    const answer = group({ t: { 0: 3 }, away: { 0: 1 } });
    const away: TopicAnswer = { outcome: 'FAILED', code: 'KAFKA_LEADER_NOT_AVAILABLE' };
    expect(await collectOne(answer, { t: topic([0, 5]), away })).toMatchObject({
      totalLag: null,
      maxLag: 2,
      unreadTopics: [{ topic: 'away', code: 'KAFKA_LEADER_NOT_AVAILABLE' }],
    });
    expect(await collectOne(answer, { t: topic([0, 5]) })).toMatchObject({ totalLag: 2, unreadTopics: [] });
  });

  test('calls a group that nobody has heard of NOTFOUND', async () => {
    expect(await collectOne(group({}), {})).toMatchObject({ outcome: 'MEASURED', status: 'NOTFOUND', totalLag: null });
  });
});

describe('a collection that fails', () => {
  const failing = (fault: () => Promise<never>) => ({ ...cluster({}, {}).reader, groups: fault });

  test('knows nothing of any group, and since when', async () => {
    const down = failing(() => Promise.reject(Object.assign(new Error(), { code: 'KAFKA_CONNECTION_FAILED' })));
    const collector = createLagCollector(down, options('a', 'b*'));
    const first = await collector.collect();
    expect(first).toMatchObject({
      failure: 'KAFKA_CONNECTION_FAILED',
      failingSinceAt: at,
      collectedAt: null,
      groups: [{ group: 'a', outcome: 'UNKNOWN', status: 'NOTFOUND', totalLag: null, partitions: [] }],
    });
    at += 60_000;
    expect((await collector.collect()).failingSinceAt).toBe(first.failingSinceAt);
  });

  test('does not make the numbers look fresh', async () => {
    const { reader } = cluster({ g: group({ t: { 0: 1 } }) }, { t: topic([0, 2]) });
    let isDown = false;
    const groups = async (names: readonly string[]) =>
      isDown ? Promise.reject(new Error('down')) : reader.groups(names);
    const collector = createLagCollector({ ...reader, groups }, options('g'));
    const { collectedAt } = await collector.collect();
    isDown = true;
    at += 60_000;
    expect(await collector.collect()).toMatchObject({ collectedAt, failure: 'UNKNOWN', failingSinceAt: at });
  });

  test('ends at its deadline, whatever Kafka does', async () => {
    const hangs = failing(() => new Promise(() => undefined));
    const report = await createLagCollector(hangs, { ...options('a'), deadlineMs: 20 }).collect();
    expect(report).toMatchObject({ failure: 'LAG_COLLECTION_TIMEOUT', groups: [{ outcome: 'UNKNOWN' }] });
  });

  test('for one group leaves the others known', async () => {
    const refused: GroupAnswer = { outcome: 'FAILED', code: 'KAFKA_GROUP_AUTHORIZATION_FAILED' };
    const { reader } = cluster({ a: refused, b: group({ t: { 0: 1 } }) }, { t: topic([0, 2]) });
    const report = await createLagCollector(reader, options('a', 'b')).collect();
    expect(report.failure).toBeNull();
    expect(report.groups).toMatchObject([
      { group: 'a', outcome: 'UNKNOWN', reason: 'KAFKA_GROUP_AUTHORIZATION_FAILED' },
      { group: 'b', totalLag: 1 },
    ]);
  });
});

describe('groups watched by a pattern', () => {
  test('stay in the report while a broker lists none of them, and leave it once they are known to be gone', async () => {
    const groups: Record<string, GroupAnswer> = { 'team-a': group({ t: { 0: 1 } }) };
    const { reader } = cluster(groups, { t: topic([0, 2]) });
    let listed: readonly string[] = ['team-a'];
    const collector = createLagCollector({ ...reader, groupIds: async () => listed }, options('team-*'));
    await collector.collect();
    listed = [];
    groups['team-a'] = { outcome: 'FAILED', code: 'KAFKA_NOT_COORDINATOR_FOR_GROUP' };
    expect((await collector.collect()).groups).toMatchObject([{ group: 'team-a', outcome: 'UNKNOWN' }]);
    const gone = group({});
    if (gone.outcome === 'READ') groups['team-a'] = { ...gone, facts: { ...gone.facts, state: 'Dead' } };
    expect((await collector.collect()).groups).toMatchObject([{ group: 'team-a', status: 'NOTFOUND' }]);
    expect((await collector.collect()).groups).toEqual([]);
  });
});

test('one broker that is away hides groups that are new, and nothing of those that are known', async () => {
  const { reader } = cluster({ own: group({ t: { 0: 1 } }), 'team-a': group({ t: { 0: 1 } }) }, { t: topic([0, 2]) });
  let isAway = false;
  const groupIds = async () => (isAway ? Promise.reject(new Error('away')) : reader.groupIds());
  const collector = createLagCollector({ ...reader, groupIds }, options('own', 'team-*'));
  const before = await collector.collect();
  isAway = true;
  expect((await collector.collect()).groups.map(({ group: name, totalLag }) => [name, totalLag])).toEqual(
    before.groups.map(({ group: name }) => [name, 1]),
  );
});

describe('the status over several looks', () => {
  async function look(times: number, members: GroupFacts['members'], step = 0) {
    const committed = { t: { 0: 3 } };
    const answers: Record<string, GroupAnswer> = { g: group(committed, members) };
    const { reader } = cluster(answers, { t: topic([0, 50]) });
    const collector = createLagCollector(reader, options('g'));
    let report = await collector.collect();
    for (let i = 1; i < times; i += 1) {
      at += 10_000;
      answers['g'] = group({ t: { 0: 3 + i * step } }, members);
      report = await collector.collect();
    }
    return report.groups[0];
  }

  test('is judged once half of the window is filled', async () => {
    expect(await look(4, [])).toMatchObject({ status: 'OK' });
  });

  test('is STOP where nobody reads, with the reason in words', async () => {
    const found = await look(6, []);
    expect(found).toMatchObject({ status: 'ERR', partitions: [{ status: 'STOP' }] });
    expect(found?.partitions[0]?.reason).toBe('no commit for 50 s, and no member has the partition');
  });

  test('is STALL where a member has the partition and does not move', async () => {
    const found = await look(6, [member('t', [0])]);
    expect(found).toMatchObject({ status: 'ERR', partitions: [{ status: 'STALL', committedAt: null }] });
  });

  test('is OK where it moves and the lag falls', async () => {
    const found = await look(6, [member('t', [0])], 2);
    expect(found).toMatchObject({ status: 'OK', partitions: [{ trend: 'FALLING', committedAt: at }] });
  });
});
