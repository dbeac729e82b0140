/** Stored events of one kind: how many of a producer's, of which type, with a retention from where, on one UTC day. */
export type EventVolume = {
  readonly day: string;
  readonly producerId: string;
  readonly eventType: string;
  /** NONE: an update that says nothing about retention. */
  readonly retentionSource: 'PRODUCER' | 'LABEL_DEFAULT' | 'NONE';
  readonly eventCount: number;
};

/** What of a producer's must be gone, and when. */
export type ProducerDeletions = {
  readonly producerId: string;
  /** Due, neither held nor being deleted. */
  readonly overdueCount: number;
  /** Milliseconds since the epoch; null: none is overdue. */
  readonly oldestOverdueAt: number | null;
  /** Due, and kept by a legal hold. */
  readonly heldCount: number;
  /** Due, and being deleted. */
  readonly plannedCount: number;
  /** Would be gone in more than a hundred years only. */
  readonly neverExpiringCount: number;
};

/** What becomes due on one UTC day. */
export type UpcomingDay = { readonly day: string; readonly producerId: string; readonly dueCount: number };

/** What the database says, at `measuredAt` (ms since the epoch). */
export type StoreFigures = {
  readonly measuredAt: number;
  readonly volume: readonly EventVolume[];
  /** Since when stored events are counted, ms since the epoch; null: from the first one on. */
  readonly countedFromAt: number | null;
  readonly deletions: readonly ProducerDeletions[];
  readonly upcoming: readonly UpcomingDay[];
};
