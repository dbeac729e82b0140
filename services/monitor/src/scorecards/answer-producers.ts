import { narrowReport } from '@varselvakt/scorecard';
import type { ScorecardsSnapshot } from './scorecards.ts';

/** An answer over HTTP, whatever serves it. */
export type ProducersAnswer = { readonly statusCode: 200 | 404 | 503; readonly body: object };

/** Answers `GET /api/producers` (id null) and `GET /api/producers/:id`. Pure. */
export function answerProducers(
  { report, refusals: _, ...standing }: ScorecardsSnapshot,
  id: string | null,
): ProducersAnswer {
  if (report === null) return { statusCode: 503, body: { error: 'SCORECARDS_LOADING', ...standing } };
  if (id === null) return { statusCode: 200, body: { ...report, ...standing } };
  const narrowed = narrowReport(report, id);
  return narrowed.producers.length === 0
    ? { statusCode: 404, body: { error: 'PRODUCER_UNKNOWN' } }
    : { statusCode: 200, body: { ...narrowed, ...standing } };
}
