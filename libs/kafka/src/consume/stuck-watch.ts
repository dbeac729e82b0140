import type { Admin } from 'kafkajs';
import type { KafkaClient } from '../connect/client.ts';
import type { Membership } from './membership.ts';
import type { PartitionProgress } from './partition-progress.ts';

/** Looks after partitions of which nothing was heard for long. */
export type StuckWatch = {
  /** Called after each fetch; asks the broker at most once per `stuckAfterMs`. Never throws, never waits. */
  readonly afterFetch: () => void;
  readonly close: () => Promise<void>;
};

export type StuckWatchSettings = {
  readonly groupId: string;
  readonly stuckAfterMs: number;
  readonly now: () => number;
};

const LONG_GAP_MS = 5_000;

type Bounds = { readonly partition: number; readonly low: string; readonly high: string };

/**
 * The watchdog for K7. It raises an alarm and lets the consumer count as failing, so that the process is replaced in the end. It does
 * NOT skip: from here "nothing there" and "not readable right now" look the same, and skipping the latter would lose a record.
 */
export const createStuckWatch = (
  client: KafkaClient,
  membership: Membership,
  { groupId, stuckAfterMs, now }: StuckWatchSettings,
): StuckWatch => {
  let admin: Admin | undefined;
  let lastLookAt = now();
  let lastFetchAt = now();
  /** Since when fetches have returned without a long gap: a broker that was away explains a lack of progress. */
  let steadySinceAt = now();
  let looking: Promise<void> = Promise.resolve();

  const connect = async (): Promise<Admin> => {
    if (admin === undefined) {
      const fresh = client.kafka.admin();
      await fresh.connect();
      admin = fresh;
    }
    return admin;
  };

  const judge = (progress: PartitionProgress, bounds: Bounds, committed: bigint): void => {
    const endOffset = BigInt(bounds.high);
    const start = BigInt(bounds.low);
    const known = progress.position ?? committed;
    const position = known < start ? start : known;
    progress.highWatermark = endOffset;
    if (endOffset <= position || progress.busy || progress.failingSinceAt !== null) {
      progress.stuckSinceAt = null;
      return;
    }
    progress.stuckSinceAt ??= now();
    const { topic, partition } = progress;
    client.observe({ type: 'partition_stuck', topic, partition, position, endOffset });
  };

  const look = async (quiet: readonly PartitionProgress[]): Promise<void> => {
    const asked = await connect();
    const seenAt = new Map(quiet.map((progress) => [progress, progress.lastProgressAt]));
    for (const topic of new Set(quiet.map((progress) => progress.topic))) {
      const [committed] = await asked.fetchOffsets({ groupId, topics: [topic] });
      for (const bounds of await asked.fetchTopicOffsets(topic)) {
        const progress = quiet.find((item) => item.topic === topic && item.partition === bounds.partition);
        if (progress === undefined || progress.lastProgressAt !== seenAt.get(progress)) continue;
        const offset = committed?.partitions.find(({ partition }) => partition === bounds.partition)?.offset ?? '-1';
        judge(progress, bounds, BigInt(offset));
      }
    }
  };

  /** The broker is away, other signs tell of that; the next look connects anew. */
  const forget = (): void => {
    void admin?.disconnect().catch(() => undefined);
    admin = undefined;
  };

  return {
    afterFetch: () => {
      if (now() - lastFetchAt > LONG_GAP_MS) steadySinceAt = now();
      lastFetchAt = now();
      if (now() - Math.max(lastLookAt, steadySinceAt) < stuckAfterMs) return;
      const quiet = membership.all().filter(({ lastProgressAt }) => now() - lastProgressAt >= stuckAfterMs);
      if (quiet.length === 0) return;
      lastLookAt = now();
      looking = look(quiet).catch(forget);
    },
    close: async () => {
      await looking;
      await admin?.disconnect().catch(() => undefined);
    },
  };
};
