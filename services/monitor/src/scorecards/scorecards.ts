import type { RegistryClient } from '@varselvakt/codec';
import type { ClusterAdmin, KafkaClient } from '@varselvakt/kafka';
import type { PipelineTopics } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import type { Logger } from '@varselvakt/runtime';
import type { ReadingProgress, RefusalFold, ScorecardReport } from '@varselvakt/scorecard';
import type { StoreConnection } from '@varselvakt/store';
import type { FactSources } from './producer-facts.ts';

/** What scorecards are made from. */
export type ScorecardSources = {
  readonly client: KafkaClient;
  readonly admin: Pick<ClusterAdmin, 'topicBounds' | 'offsetsAt' | 'topicNames'>;
  readonly registry: RegistryClient;
  /** Of its own: a slow question keeps nobody else waiting. Null: the database is not asked. */
  readonly connection: StoreConnection | null;
  readonly topics: Pick<PipelineTopics, 'feedback' | 'inbound'>;
  /** The newest good register; null while there is none. */
  readonly register: () => Register | null;
  readonly environment: 'dev' | 'prod';
  /** Begins the id of the consumer group, such as `varselvakt-monitor`. */
  readonly groupPrefix: string;
  /** How many days count. */
  readonly dayCount: number;
  /** How often to look whether the register or the topics are others, and to ask the database. */
  readonly lookMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
};

/** What refusals are told from. */
export type CountedRefusals = Pick<RefusalFold, 'cells' | 'crampedCount'> & {
  readonly environment: 'dev' | 'prod';
  readonly register: Register;
  /** From here on outcomes are counted, ms since the epoch. */
  readonly countedFromAt: number;
  readonly now: number;
};

/** What can be told now. */
export type ScorecardsSnapshot = {
  /** Null until the feedback topics have been read to their end for the first time. */
  readonly report: ScorecardReport | null;
  /** Null as long as there is no report. */
  readonly refusals: CountedRefusals | null;
  /** What the register says of each producer, and what was stored by hour; null while there is no register. */
  readonly facts: FactSources | null;
  /** Since when stored events are counted by hour, ms since the epoch; null: they are not. */
  readonly hoursFromAt: number | null;
  /** How far the topics are read; null before reading has begun. */
  readonly reading: ReadingProgress | null;
  /** The code of what keeps outcomes from being read; the report's outcomes are as old as that. Null: all is well. */
  readonly feedbackFault: string | null;
  /** The code of what keeps the database from being asked; its figures are of `report.databaseMeasuredAt`. Null: all is well. */
  readonly databaseFault: string | null;
};

/** Scorecards that are kept up to date. */
export type Scorecards = {
  /** Begins to read and to ask; comes back at once. What fails is tried again and told in the snapshot. */
  readonly start: () => void;
  /** Never throws. */
  readonly stop: () => Promise<void>;
  readonly snapshot: () => ScorecardsSnapshot;
};
