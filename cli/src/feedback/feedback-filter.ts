import type { EventOutcome } from '@varselvakt/domain';

/** Which outcomes somebody wants to see; null asks for all. */
export type FeedbackFilter = {
  readonly producerId: string;
  readonly code: string | null;
  readonly outcome: EventOutcome['outcome'] | null;
};

/** Whether an outcome was asked for. */
export const isWanted = (outcome: EventOutcome, filter: FeedbackFilter): boolean =>
  outcome.producerId === filter.producerId &&
  (filter.outcome === null || outcome.outcome === filter.outcome) &&
  (filter.code === null || outcome.findings.some(({ code }) => code === filter.code));
