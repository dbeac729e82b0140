import type { NotCounted } from '../refusals/not-counted.ts';

/** The answers of `/api/producers` and `/api/producers/ID`, as far as the pages show them. */
export type ProducersAnswer = {
  readonly generatedAt: number;
  readonly environment: 'dev' | 'prod';
  readonly window: { readonly fromAt: number; readonly untilAt: number; readonly outcomesFromAt: number | null };
  readonly databaseMeasuredAt: number | null;
  readonly databaseFault: string | null;
  readonly feedbackFault: string | null;
  readonly hoursFromAt: number | null;
  readonly producers: readonly Card[];
  readonly facts: readonly Facts[];
};

export type CodeCount = {
  readonly code: string;
  readonly clause: string | null;
  readonly count: number;
  readonly share: number | null;
};

/** A scorecard; null figures: the database could not be asked. */
export type Card = {
  readonly producerId: string;
  readonly team: string | null;
  readonly receivedCount: number | null;
  readonly volume: {
    readonly storedCount: number;
    readonly byType: readonly { readonly eventType: string; readonly count: number }[];
  } | null;
  readonly retention: { readonly ownCount: number; readonly labelDefaultCount: number } | null;
  readonly deletions: {
    readonly neverExpiringCount: number;
    readonly overdueCount: number;
    readonly heldCount: number;
    readonly upcoming: readonly { readonly day: string; readonly dueCount: number }[];
  } | null;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly refusedCount: number;
  readonly refusedShare: number | null;
  readonly warnedShare: number | null;
  readonly refusals: readonly CodeCount[];
  readonly warnings: readonly CodeCount[];
  readonly days: readonly {
    readonly day: string;
    readonly storedCount: number | null;
    readonly refusedCount: number;
    readonly warnedCount: number;
  }[];
  readonly terms: Terms | null;
};

export type Terms = {
  readonly state: 'CURRENT' | 'GRACE' | 'OUTDATED' | 'MISSING';
  readonly version: string | null;
  readonly currentVersion: string | null;
  readonly graceEndsAt: number | null;
  readonly isReady: boolean;
  readonly notices: readonly string[];
  readonly labels: readonly {
    readonly name: string;
    readonly isInUse: boolean;
    readonly gaps: readonly { readonly code: string; readonly severity: string }[];
  }[];
};

/** What the register says, and what waits now. */
export type Facts = {
  readonly producerId: string;
  readonly contacts: { readonly chat: string | null; readonly email: string | null };
  readonly environments: readonly string[];
  readonly topics: readonly string[];
  readonly feedback: 'all' | 'problems';
  readonly feedbackTopic: string;
  readonly offboardsAt: number | null;
  readonly labels: readonly {
    readonly name: string;
    readonly environments: readonly string[];
    readonly retention: {
      readonly default: string | null;
      readonly min: string | null;
      readonly max: string | null;
      readonly clamp: boolean;
    };
  }[];
  readonly waiting: {
    readonly isShared: boolean;
    readonly count: number | null;
    readonly oldestSeconds: number | null;
  };
  readonly hours: readonly { readonly startAt: number; readonly storedCount: number | null }[];
};

/** A producer as a row: its scorecard and its facts, null where the register does not know it. */
export type ProducerRow = { readonly card: Card; readonly facts: Facts | null };

export type LoadedProducers = NotCounted | { readonly kind: 'list'; readonly answer: ProducersAnswer };

/** Puts cards and facts together. */
export const toRows = ({ producers, facts }: ProducersAnswer): readonly ProducerRow[] =>
  producers.map((card) => ({ card, facts: facts.find(({ producerId }) => producerId === card.producerId) ?? null }));
