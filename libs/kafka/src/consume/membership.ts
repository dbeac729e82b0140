import { createPartitionProgress, type PartitionProgress } from './partition-progress.ts';

/** What this member knows about its place in the group. */
export type Membership = {
  /** Goes up with each assignment: work that began under an older one is stale. */
  readonly epoch: () => number;
  readonly joined: (assignment: Readonly<Record<string, readonly number[]>>) => void;
  /** The broker answered a heartbeat of ours: we are a member, whatever an older one was told. */
  readonly heard: () => void;
  /** The broker said that we are not a member (any more). */
  readonly lost: () => void;
  /** Lost, or silent for longer than the session lasts: the broker has given our partitions away. */
  readonly isLost: () => boolean;
  readonly lastHeardAt: () => number | null;
  readonly progressOf: (topic: string, partition: number) => PartitionProgress | undefined;
  readonly all: () => readonly PartitionProgress[];
};

const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/** Begins without any partition. `now` in milliseconds; a process that was suspended finds itself lost by this clock. */
export const createMembership = (sessionTimeoutMs: number, now: () => number): Membership => {
  let epoch = 0;
  let lastHeardAt: number | null = null;
  let isLost = true;
  let assigned = new Map<string, PartitionProgress>();

  const clearTimers = (): void => {
    for (const { resumeTimer } of assigned.values()) if (resumeTimer !== null) clearTimeout(resumeTimer);
  };

  return {
    epoch: () => epoch,
    joined: (assignment) => {
      clearTimers();
      const before = assigned;
      assigned = new Map();
      for (const [topic, partitions] of Object.entries(assignment)) {
        for (const partition of partitions) {
          const name = nameOf(topic, partition);
          assigned.set(name, createPartitionProgress(topic, partition, now(), before.get(name)));
        }
      }
      epoch += 1;
      lastHeardAt = now();
      isLost = false;
    },
    heard: () => {
      lastHeardAt = now();
      isLost = epoch === 0;
    },
    lost: () => {
      isLost = true;
    },
    isLost: () => isLost || now() - (lastHeardAt ?? 0) > sessionTimeoutMs,
    lastHeardAt: () => lastHeardAt,
    progressOf: (topic, partition) => assigned.get(nameOf(topic, partition)),
    all: () => [...assigned.values()],
  };
};
