import type { GroupAnswer, LagReader, TopicAnswer } from '@varselvakt/kafka';
import type { WindowRules } from './commit-window.ts';
import type { StatusRules } from './decide-status.ts';
import { chooseGroups, isPattern } from './group-patterns.ts';
import { lookAtGroup, unknownGroup } from './look-at-group.ts';
import type { GroupLag, KafkaReport, LagReport } from './lag-report.ts';
import { createKafkaLook } from './look-at-kafka.ts';
import { createTimeLagSampler, type TimeLagLimits, usualTimeLagLimits } from './time-lag.ts';
import { waitingPlaces } from './waiting-places.ts';
import { createWindowShelf } from './window-shelf.ts';

/** A group to be watched: one of our services, or others by name or pattern. */
export type WatchedGroup = {
  /** A name, or a pattern with `*`. */
  readonly group: string;
  readonly stage: GroupLag['stage'];
  /** Topics that it reads even if it has not committed anything there yet. */
  readonly topics: readonly string[];
};

export type LagCollectorOptions = {
  readonly cluster: string;
  readonly watched: readonly WatchedGroup[];
  readonly rules: WindowRules & StatusRules;
  /** A collection that takes longer has failed. */
  readonly deadlineMs: number;
  readonly timeLag?: TimeLagLimits;
  readonly now?: () => number;
};

/** Burrow's window, but judged only when half of it is filled: after a start there is not enough to judge by. */
export const usualRules: WindowRules & StatusRules = {
  size: 10,
  minDistanceMs: 0,
  allowedLag: 0,
  minimumComplete: 0.5,
};

export type LagCollector = {
  /** Looks once. Never throws: what could not be read is UNKNOWN in the report, and a failed collection knows nothing of any group. */
  readonly collect: () => Promise<LagReport>;
};

class CollectionTooSlow extends Error {
  override readonly name = 'CollectionTooSlow';
  readonly code = 'LAG_COLLECTION_TIMEOUT';
}

async function within<Result>(work: Promise<Result>, maxMs: number): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new CollectionTooSlow('the collection took too long')), maxMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const codeOf = (thrown: unknown): string => {
  const code = (thrown as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'UNKNOWN';
};

type Read = {
  readonly groups: ReadonlyMap<string, GroupAnswer>;
  readonly topics: ReadonlyMap<string, TopicAnswer>;
  readonly kafka: KafkaReport | null;
};

type Looked = { readonly groups: readonly GroupLag[]; readonly kafka: KafkaReport | null };

/** Every topic that a group has committed to, is assigned or is known to read. */
function topicsOf(answer: GroupAnswer, own: readonly string[]): readonly string[] {
  if (answer.outcome === 'FAILED') return own;
  const { offsets, members } = answer.facts;
  const assigned = members.flatMap(({ partitions }) => partitions.map(({ topic }) => topic));
  return [...own, ...offsets.map(({ topic }) => topic), ...assigned];
}

/** Nobody is in it, and it has committed nothing (any more). */
const isGone = (answer: GroupAnswer | undefined): boolean =>
  answer?.outcome === 'READ' && answer.facts.state === 'Dead' && answer.facts.offsets.length === 0;

const stageOf = (watched: readonly WatchedGroup[], name: string): Omit<WatchedGroup, 'group'> =>
  watched.find(({ group }) => group === name) ?? { stage: null, topics: [] };

/** Makes a collector; the windows of commits live in it. Nothing is read before `collect`, and one collection at a time. */
export function createLagCollector(reader: Omit<LagReader, 'close'>, options: LagCollectorOptions): LagCollector {
  const { cluster, watched, rules, deadlineMs, now = Date.now } = options;
  const wanted = watched.map(({ group }) => group);
  const sampler = createTimeLagSampler(reader, options.timeLag ?? usualTimeLagLimits);
  const kafkaLook = createKafkaLook(reader);
  const windows = createWindowShelf(rules.size);
  let failingSinceAt: number | null = null;
  let collectedAt: number | null = null;
  let lastGroups: readonly string[] = chooseGroups(wanted, []);
  let seenGroups: readonly string[] = [];

  /** The commits BEFORE the ends: what is written in between counts as waiting, and a commit is never past an end that was read later. */
  const read = async (): Promise<Read> => {
    // A broker that is away keeps new groups from being found, and nothing else from being read.
    const existing = wanted.some(isPattern) ? await reader.groupIds().catch(() => []) : [];
    lastGroups = chooseGroups(wanted, [...existing, ...seenGroups]);
    const groups = await reader.groups(lastGroups);
    // A broker that has lost its groups for a while lists none and says no word of it: one that was seen stays until it is known to be gone.
    seenGroups = lastGroups.filter((group) => !isGone(groups.get(group)));
    const topics = new Set<string>();
    for (const [name, answer] of groups)
      for (const topic of topicsOf(answer, stageOf(watched, name).topics)) topics.add(topic);
    const names = [...topics];
    // Side by side with nothing: what fails in the offsets makes the metadata be read anew, and that is what is told here.
    const offsets = await reader.topicOffsets(names);
    return { groups, topics: offsets, kafka: await kafkaLook.look(names) };
  };

  const look = async (): Promise<Looked> => {
    const { groups, topics, kafka } = await read();
    const at = now();
    const records = await sampler.sample(waitingPlaces(groups, topics));
    const measured = lastGroups.map((group) => {
      const { stage, topics: own } = stageOf(watched, group);
      const answer = groups.get(group) ?? { outcome: 'FAILED', code: 'UNKNOWN' };
      return lookAtGroup({ group, stage, own, answer, topics, records, windows, rules, at });
    });
    windows.turn();
    return { groups: measured, kafka };
  };

  return {
    collect: async () => {
      const startedAt = now();
      const report = ({ groups, kafka }: Looked, failure: string | null): LagReport => {
        failingSinceAt = failure === null ? null : (failingSinceAt ?? startedAt);
        if (failure === null) collectedAt = now();
        const durationMs = Math.max(0, now() - startedAt);
        return { cluster, collectedAt, durationMs, failure, failingSinceAt, kafka, groups: [...groups] };
      };
      try {
        return report(await within(look(), deadlineMs), null);
      } catch (thrown) {
        const code = codeOf(thrown);
        const groups = lastGroups.map((group) => unknownGroup(group, stageOf(watched, group).stage, code));
        return report({ groups, kafka: null }, code);
      }
    },
  };
}
