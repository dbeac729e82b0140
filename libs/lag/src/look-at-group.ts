import type { GroupAnswer, GroupMember, NextRecord, TopicAnswer } from '@varselvakt/kafka';
import { type CommitWindow, emptyWindow, nextWindow, trendOf, type WindowRules } from './commit-window.ts';
import { decideStatus, type StatusRules, worstStatus } from './decide-status.ts';
import type { GroupLag, PartitionReport } from './lag-report.ts';
import { describePartition } from './reason-words.ts';
import { placeKey } from './time-lag.ts';
import { type MeasuredPartition, measurePartitions } from './waiting-places.ts';
import type { WindowShelf } from './window-shelf.ts';

export type GroupLook = {
  readonly group: string;
  readonly stage: GroupLag['stage'];
  readonly own: readonly string[];
  readonly answer: GroupAnswer;
  readonly topics: ReadonlyMap<string, TopicAnswer>;
  readonly records: ReadonlyMap<string, NextRecord>;
  /** Gives the windows before this look, and gets those after it. */
  readonly windows: WindowShelf;
  readonly rules: WindowRules & StatusRules;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** A group of which nothing is known now; `code` says why. */
export function unknownGroup(group: string, stage: GroupLag['stage'], code: string): GroupLag {
  return {
    ...{ group, stage, outcome: 'UNKNOWN', status: 'NOTFOUND', reason: code },
    ...{ state: null, protocol: null, protocolType: null, coordinatorId: null, memberCount: null },
    ...{ totalLag: null, maxLag: null, maxTimeLagSeconds: null, unreadTopics: [], partitions: [] },
  };
}

/** What waits, when the log behind the position was looked into: markers and gaps are nothing that waits. */
function lagOf({ topic, partition, lag }: MeasuredPartition, records: GroupLook['records']) {
  if (lag.outcome !== 'KNOWN') return { lag: null, lost: null, next: undefined };
  const next = records.get(placeKey({ topic, partition, offset: lag.position }));
  const count = lag.lagCount > 0 && next?.outcome === 'NOTHING' ? 0 : lag.lagCount;
  return { lag: count, lost: lag.lostCount, next };
}

function timeLagOf(lag: number | null, next: NextRecord | undefined, at: number): number | null {
  if (lag === null) return null;
  if (lag === 0) return 0;
  if (next?.outcome !== 'RECORD' || next.timestampAt < 0) return null;
  return Math.max(0, at - next.timestampAt) / 1_000;
}

function committedAtOf(window: CommitWindow): number | null {
  const { commits } = window;
  const last = commits.at(-1);
  const moved = commits.findLastIndex(({ offset }) => offset !== last?.offset);
  return moved < 0 ? null : (commits[moved + 1]?.at ?? null);
}

/** A member as it is told, made once for all of its partitions. */
type Holder = PartitionReport['member'];

const toHolder = ({ memberId, clientId, clientHost }: GroupMember): Holder => ({
  memberId,
  clientId,
  host: clientHost.replace(/^\//, ''),
});

function reportPartition(measured: MeasuredPartition, holder: Holder, look: GroupLook): PartitionReport {
  const { topic, partition, startOffset, endOffset, stableOffset, committedOffset } = measured;
  const { rules, at } = look;
  const { lag, lost, next } = lagOf(measured, look.records);
  const place = { group: look.group, topic, partition };
  const before = look.windows.take(place) ?? emptyWindow;
  const seen = { endOffset: stableOffset, lag, at, isHeld: holder !== null };
  const window = committedOffset === null ? before : nextWindow(before, { committedOffset, ...seen }, rules);
  look.windows.put(place, window);
  const { status, cause, complete } = decideStatus(window, lag, at, rules);
  // Written out, not spread: there are many thousands of these.
  return {
    topic,
    partition,
    startOffset,
    endOffset,
    stableOffset,
    committedOffset,
    lag,
    lost,
    timeLagSeconds: timeLagOf(lag, next, at),
    trend: trendOf(window),
    status,
    reason: describePartition({ lag: measured.lag, cause, window, isHeld: holder !== null, now: at }),
    complete,
    committedAt: committedAtOf(window),
    windowStart: window.commits.at(0) ?? null,
    windowEnd: window.commits.at(-1) ?? null,
    member: holder,
  };
}

/** A sum in which something is missing is none. */
const sumOf = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);

const maxOf = (numbers: readonly (number | null)[]): number | null => {
  const known = numbers.filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((most, one) => Math.max(most, one), 0);
};

/** Commits may outlive their topic. */
const gone = 'KAFKA_UNKNOWN_TOPIC_OR_PARTITION';

function unreadTopics({ answer, own, topics }: GroupLook): GroupLag['unreadTopics'] {
  const committed = answer.outcome === 'READ' ? answer.facts.offsets.map(({ topic }) => topic) : [];
  return [...new Set([...own, ...committed])].flatMap((topic) => {
    const read = topics.get(topic);
    if (read?.outcome === 'READ') return [];
    const code = read?.code ?? 'UNKNOWN';
    return code === gone && !own.includes(topic) ? [] : [{ topic, code }];
  });
}

function describeGroup(partitions: readonly PartitionReport[], memberCount: number): string {
  const rank = ['REWIND', 'STALL', 'STOP', 'WARN'] as const;
  const worst = rank.map((status) => partitions.find((one) => one.status === status)).find((one) => one !== undefined);
  if (worst !== undefined) return `${worst.status} in ${worst.topic}/${worst.partition}: ${worst.reason}`;
  if (memberCount === 0 && partitions.length === 0) return 'there is no such group, or it has committed nothing';
  if (memberCount === 0) return 'the group has no members';
  const waits = partitions.some(({ lag }) => lag !== 0);
  return waits ? 'it makes its way' : 'nothing waits';
}

/** Everything about one group at one look. */
export function lookAtGroup(look: GroupLook): GroupLag {
  const { group, stage, own, answer, topics } = look;
  if (answer.outcome === 'FAILED') return unknownGroup(group, stage, answer.code);
  const { state, protocol, protocolType, coordinatorId, members } = answer.facts;
  const holders = new Map(
    members.flatMap((member) => {
      const holder = toHolder(member);
      return member.partitions.map(({ topic, partition }) => [`${topic}/${partition}`, holder] as const);
    }),
  );
  const partitions = measurePartitions(answer, own, topics).map((measured) =>
    reportPartition(measured, holders.get(`${measured.topic}/${measured.partition}`) ?? null, look),
  );
  const unread = unreadTopics(look);
  const lags = partitions.map(({ lag }) => lag);
  const isKnown = unread.length === 0 && partitions.length > 0;
  return {
    ...{ group, stage, outcome: 'MEASURED', state, protocol, protocolType, coordinatorId },
    memberCount: members.length,
    status:
      partitions.length === 0 && members.length === 0
        ? 'NOTFOUND'
        : worstStatus(partitions.map(({ status }) => status)),
    reason: describeGroup(partitions, members.length),
    totalLag: isKnown ? sumOf(lags) : null,
    maxLag: maxOf(lags),
    maxTimeLagSeconds: maxOf(partitions.map(({ timeLagSeconds }) => timeLagSeconds)),
    unreadTopics: unread,
    partitions,
  };
}
