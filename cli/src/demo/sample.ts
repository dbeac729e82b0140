import type { ProducerEvent } from '@varselvakt/domain';
import type { RuleCode } from '@varselvakt/rules';

/** What must become of a sample. `WARNED`: stored, and its producer told why it is not quite right. `DELETED`: stored first, then gone everywhere. */
export type ExpectedFate =
  | { readonly fate: 'STORED' }
  | { readonly fate: 'WARNED'; readonly codes: readonly RuleCode[] }
  | { readonly fate: 'DELETED'; readonly cause: 'RETENTION' | 'PRODUCER' }
  | { readonly fate: 'REFUSED'; readonly codes: readonly RuleCode[] }
  | { readonly fate: 'DUPLICATE' | 'CONFLICT' | 'LATE' }
  | { readonly fate: 'DEAD_LETTER'; readonly code: RuleCode };

/** The bytes of a sample that is no event. `FOREIGN_SCHEMA`: good Avro, but of a schema that is not the topic's. */
export type RawValue = 'TOMBSTONE' | 'JSON_TEXT' | 'TRUNCATED_AVRO' | 'FOREIGN_SCHEMA';

/** One record of the story. */
export interface Sample {
  readonly title: string;
  /** The event; where `raw` is given, only what the broken bytes are made from. */
  readonly event: ProducerEvent;
  readonly raw?: RawValue;
  /** The record key where it is not the event's aggregate id. */
  readonly key?: string | null;
  readonly expected: ExpectedFate;
}

/** A story in two acts: the second is sent when everything in the first has met its fate. */
export interface Story {
  readonly first: readonly Sample[];
  readonly second: readonly Sample[];
}
