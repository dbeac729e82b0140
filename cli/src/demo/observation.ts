import type { EventOutcome, HardDeleted } from '@varselvakt/domain';

/** Where a record lies. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** Something that was seen on a topic or in the database about one or several samples. */
export type Observation =
  | {
      readonly type: 'ACCEPTED';
      readonly source: Place;
      readonly logPlace: Place;
      readonly logKey: string;
      readonly deleteAt: number | null;
    }
  | { readonly type: 'TOMBSTONE'; readonly logKey: string; readonly logPlace: Place; readonly seenAt: number }
  | { readonly type: 'HARD_DELETED'; readonly aggregateId: string; readonly cause: HardDeleted['cause'] }
  | { readonly type: 'OUTCOME'; readonly source: Place; readonly outcome: EventOutcome }
  | { readonly type: 'DEAD_LETTER'; readonly source: Place; readonly place: Place; readonly code: string }
  | { readonly type: 'ROWS'; readonly eventIds: ReadonlySet<string> };

/** A place as a key of a map. */
export const placeKey = ({ topic, partition, offset }: Place): string => `${topic}/${partition}/${offset}`;
