import type { LagReport } from '@varselvakt/lag';
import { narrowReport } from '@varselvakt/scorecard';
import { type ProducerFacts, toProducerFacts } from './producer-facts.ts';
import type { ScorecardsSnapshot } from './scorecards.ts';

/** An answer over HTTP, whatever serves it. */
export type ProducersAnswer = { readonly statusCode: 200 | 404 | 503; readonly body: object };

/** Answers `GET /api/producers` (id null) and `GET /api/producers/:id`. Pure. */
export function answerProducers(snapshot: ScorecardsSnapshot, lag: LagReport, id: string | null): ProducersAnswer {
  const { report, reading, feedbackFault, databaseFault, hoursFromAt } = snapshot;
  const standing = { reading, feedbackFault, databaseFault, hoursFromAt };
  if (report === null) return { statusCode: 503, body: { error: 'SCORECARDS_LOADING', ...standing } };
  const facts: readonly ProducerFacts[] = snapshot.facts === null ? [] : toProducerFacts(snapshot.facts, lag);
  if (id === null) return { statusCode: 200, body: { ...report, ...standing, facts } };
  const narrowed = narrowReport(report, id);
  const own = facts.filter(({ producerId }) => producerId === id);
  return narrowed.producers.length === 0
    ? { statusCode: 404, body: { error: 'PRODUCER_UNKNOWN' } }
    : { statusCode: 200, body: { ...narrowed, ...standing, facts: own } };
}
