import { Gauge, type Registry } from 'prom-client';

/** What is told of a consumer; instants in milliseconds since the epoch. */
export type ConsumerFacts = {
  readonly groupId: string;
  readonly lastPollAt: number | null;
  readonly partitions: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly lastCommitAt: number | null;
    /** Failed attempts at the batch that is next. */
    readonly attemptCount: number;
    /** Since when records wait although fetches return; null: they do not. */
    readonly stuckSinceAt: number | null;
    /** The next offset to be handled, and the end of the log when it was last heard of. */
    readonly position: bigint | null;
    readonly highWatermark: bigint | null;
    /** Timestamp of the first record that was fetched and is not done. */
    readonly oldestUnhandledAt: number | null;
  }[];
};

/** Of the oldest record that waits, by its own timestamp; null where a record waits that was not fetched yet. */
function findAgeMs(
  { position, highWatermark, oldestUnhandledAt }: ConsumerFacts['partitions'][number],
  now: number,
): number | null {
  if (oldestUnhandledAt !== null) return Math.max(0, now - oldestUnhandledAt);
  return position !== null && highWatermark !== null && position >= highWatermark ? 0 : null;
}

type Read = (gauge: Gauge, facts: ConsumerFacts) => void;

/** What a consumer has, does and cannot do, read when somebody scrapes; partitions that are lost vanish. Once per registry. */
export function createConsumerMetrics(
  registry: Registry,
  facts: () => ConsumerFacts,
  now: () => number = Date.now,
): void {
  const gauge = (name: string, help: string, labelNames: readonly string[], read: Read) =>
    new Gauge({
      ...{ name: `notif_${name}`, help, labelNames: [...labelNames], registers: [registry] },
      collect() {
        this.reset();
        read(this, facts());
      },
    });
  const place = ['group', 'topic', 'partition'];
  const placeOf = ({ groupId }: ConsumerFacts, { topic, partition }: ConsumerFacts['partitions'][number]) => ({
    group: groupId,
    topic,
    partition: String(partition),
  });
  gauge('assigned_partitions', 'Partitions that this process reads', ['group'], (made, { groupId, partitions }) =>
    made.set({ group: groupId }, partitions.length),
  );
  gauge('last_poll_timestamp_seconds', 'When this process last fetched', ['group'], (made, { groupId, lastPollAt }) => {
    if (lastPollAt !== null) made.set({ group: groupId }, lastPollAt / 1_000);
  });
  gauge('last_commit_timestamp_seconds', 'When this process last committed a partition', place, (made, known) => {
    for (const one of known.partitions)
      if (one.lastCommitAt !== null) made.set(placeOf(known, one), one.lastCommitAt / 1_000);
  });
  gauge(
    'oldest_unhandled_age_seconds',
    'Age of the oldest record that this process has fetched and not handled; 0 when nothing waits, absent where it is unknown',
    place,
    (made, known) => {
      for (const one of known.partitions) {
        const ageMs = findAgeMs(one, now());
        if (ageMs !== null) made.set(placeOf(known, one), ageMs / 1_000);
      }
    },
  );
  gauge('partition_blocked_attempts', 'Failed attempts at the batch that is next', place, (made, known) => {
    for (const one of known.partitions) made.set(placeOf(known, one), one.attemptCount);
  });
  gauge(
    'partition_paused',
    '1 while a partition rests after a failure, or records wait in it that cannot be fetched',
    [...place, 'reason'],
    (made, known) => {
      for (const one of known.partitions) {
        if (one.attemptCount > 0) made.set({ ...placeOf(known, one), reason: 'failed' }, 1);
        if (one.stuckSinceAt !== null) made.set({ ...placeOf(known, one), reason: 'stuck' }, 1);
      }
    },
  );
}
