import type { LookFacts } from '../lag/lag-answers.ts';

type Verdict = 'HEALTHY' | 'WARNING' | 'UNHEALTHY' | 'UNKNOWN';

/** One of our services, as it is judged. */
export type StageView = {
  readonly stage: 'validator' | 'persister' | 'deleter';
  readonly verdict: Verdict;
  readonly reason: string;
  readonly action: string | null;
  readonly lag: number | null;
  readonly oldestSeconds: number | null;
  readonly memberCount: number | null;
  /** The consumer group; null: it has none. */
  readonly group: string | null;
  readonly handledPerSecond: number | null;
};

/** All topics of one purpose. */
export type TopicsView = {
  readonly purpose: 'inbound' | 'events' | 'feedback' | 'dead-letter';
  readonly names: readonly string[];
  /** Offsets a second over the last minute; null: not known. */
  readonly perSecond: number | null;
  /** How many offsets are kept; null: not known. */
  readonly keptCount: number | null;
  /** Why a topic could not be read. */
  readonly fault: string | null;
};

export type OverviewAnswer = LookFacts & {
  readonly isHealthy: boolean;
  readonly stages: readonly StageView[];
  readonly topics: readonly TopicsView[];
  readonly database: {
    readonly outcome: 'NOT_ASKED' | 'FAILED' | 'READ';
    readonly code: string | null;
    readonly pausedUntil: number | null;
    readonly isStopped: boolean;
  };
  /** The events of our own that go through all of it; null: none are sent. */
  readonly probe: {
    readonly state: 'STARTING' | 'OK' | 'LOST' | 'FAULT';
    readonly reason: string;
    readonly lastReturnedAt: number | null;
    readonly legsMs: Readonly<Record<'validate' | 'store' | 'delete', number | null>>;
  } | null;
  /** Groups beside those of our services, by status. */
  readonly otherGroups: Readonly<Record<'OK' | 'WARN' | 'ERR' | 'NOTFOUND', number>>;
};
