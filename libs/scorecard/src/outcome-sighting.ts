import type { EventOutcome, OutcomeFinding } from '@varselvakt/domain';

/**
 * All that a scorecard may know of an outcome: who, what became of it, when, on which topic, and which rules. No id, no path, no
 * span, no words: what is not here cannot be counted, kept or shown.
 */
export type OutcomeSighting = {
  readonly producerId: string | null;
  /** Where the event was written; null where the outcome does not say. */
  readonly topic: string | null;
  readonly outcome: OutcomeKind;
  /** Milliseconds since the epoch. */
  readonly occurredAt: number;
  readonly findings: readonly FindingSighting[];
};

export type FindingSighting = Pick<OutcomeFinding, 'code' | 'clause' | 'severity'>;
export type OutcomeKind = EventOutcome['outcome'];

/** Takes out of an outcome what may be counted. */
export const toSighting = ({ producerId, source, outcome, occurredAt, findings }: EventOutcome): OutcomeSighting => ({
  producerId,
  topic: source?.topic ?? null,
  outcome,
  occurredAt,
  findings: findings.map(({ code, clause, severity }) => ({ code, clause, severity })),
});
