/** What the API answers about lag, as this page reads it; the server's schemas are held to these types. */
type PartitionStatusWord = 'OK' | 'WARN' | 'STOP' | 'STALL' | 'REWIND';
type Trend = 'RISING' | 'FALLING' | 'STEADY';

/** All partitions of one topic that a group reads. */
export type TopicSum = {
  readonly topic: string;
  readonly partitionCount: number;
  readonly neverCommittedCount: number;
  /** How many of them nobody knows the lag of, beside those never committed. */
  readonly unknownCount: number;
  /** Of those that are known; null: none is. */
  readonly lag: number | null;
  readonly maxTimeLagSeconds: number | null;
  readonly worst: PartitionStatusWord;
};

export type GroupSummary = {
  readonly group: string;
  readonly stage: 'validator' | 'persister' | null;
  readonly outcome: 'MEASURED' | 'UNKNOWN';
  readonly state: string | null;
  readonly memberCount: number | null;
  readonly status: 'NOTFOUND' | 'OK' | 'WARN' | 'ERR';
  readonly reason: string;
  readonly totalLag: number | null;
  readonly maxTimeLagSeconds: number | null;
  /** Records a second that it has committed past in the last minute; null: not known. */
  readonly handledPerSecond: number | null;
  readonly partitionCount: number;
  readonly topics: readonly TopicSum[];
  readonly unreadTopics: readonly { readonly topic: string; readonly code: string }[];
  /** Lag as it went, oldest first. */
  readonly spark: readonly (number | null)[];
  readonly assignment: {
    readonly isRebalancing: boolean;
    /** When partitions were last seen to change hands; null: not since the monitor began. */
    readonly changedAt: number | null;
    readonly changeCount: number;
    readonly watchedSinceAt: number;
  };
};

/** When it was looked, and since when it cannot be. */
export type LookFacts = {
  readonly cluster: string;
  readonly collectedAt: number | null;
  readonly failure: string | null;
  readonly failingSinceAt: number | null;
};

export type GroupsAnswer = LookFacts & {
  readonly groups: readonly GroupSummary[];
  /** How many fit the question, on all pages. */
  readonly totalCount: number;
  readonly page: number;
  readonly pageSize: number;
};

export type PartitionRow = {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly stableOffset: number;
  readonly committedOffset: number | null;
  readonly lag: number | null;
  readonly lost: number | null;
  readonly timeLagSeconds: number | null;
  readonly trend: Trend | null;
  readonly status: PartitionStatusWord;
  readonly reason: string;
  readonly committedAt: number | null;
  readonly member: { readonly memberId: string; readonly clientId: string; readonly host: string } | null;
};

export type PartitionsAnswer = LookFacts & {
  readonly partitions: readonly PartitionRow[];
  readonly totalCount: number;
  readonly page: number;
  readonly pageSize: number;
};

export type HistoryAnswer = {
  /** Rising; milliseconds since the epoch. */
  readonly at: readonly number[];
  readonly series: readonly {
    /** A group, or a topic of the one that was asked for. */
    readonly label: string;
    readonly lag: readonly (number | null)[];
    readonly seconds: readonly (number | null)[];
  }[];
  /** How many more there are: those with the most lag are given. */
  readonly leftOutCount: number;
  readonly spanSeconds: number;
};
