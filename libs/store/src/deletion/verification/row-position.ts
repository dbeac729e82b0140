/** Where in the tables a sweep goes on. */
export type RowPosition = {
  /** In this order: events are taken from the log before their content goes. */
  readonly stage: 'AGGREGATES' | 'IDENTITIES' | 'CONTENTS' | 'DONE';
  /** Among the partitions of event_content: the day, since the epoch; null before the first one. */
  readonly day: number | null;
  /** The last id that was read; null = none of this stage (or day). */
  readonly afterId: string | null;
};

export const firstRow: RowPosition = { stage: 'AGGREGATES', day: null, afterId: null };
