import type { LetterFacts, Obstacle } from './judge-letter.ts';

/** Dead letters that are alike. Times in epoch ms. */
export type LetterGroup = {
  readonly code: string;
  readonly producerId: string | null;
  readonly obstacle: Obstacle | null;
  readonly count: number;
  readonly oldestAt: number;
  readonly newestAt: number;
};

export type LetterTally = {
  readonly add: (facts: LetterFacts) => void;
  /** Those that may go first, then by how many there are. */
  readonly groups: () => readonly LetterGroup[];
  readonly sendableCount: () => number;
};

/** Counts letters by code, producer and what keeps them. */
export function createLetterTally(): LetterTally {
  const groups = new Map<string, LetterGroup>();
  const isSendable = ({ obstacle }: LetterGroup): boolean => obstacle === null;
  return {
    add: ({ code, producerId, obstacle, timestampMs }) => {
      const key = `${code} ${producerId} ${obstacle}`;
      const group = groups.get(key);
      groups.set(key, {
        code,
        producerId,
        obstacle,
        count: (group?.count ?? 0) + 1,
        oldestAt: Math.min(group?.oldestAt ?? timestampMs, timestampMs),
        newestAt: Math.max(group?.newestAt ?? timestampMs, timestampMs),
      });
    },
    groups: () =>
      [...groups.values()].sort(
        (one, other) => Number(isSendable(other)) - Number(isSendable(one)) || other.count - one.count,
      ),
    sendableCount: () => [...groups.values()].filter(isSendable).reduce((sum, { count }) => sum + count, 0),
  };
}
