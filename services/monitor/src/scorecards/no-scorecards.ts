import type { ScorecardsSnapshot } from './scorecards.ts';

/** What can be told where nothing is followed. */
export const noScorecards: ScorecardsSnapshot = {
  ...{ report: null, refusals: null, facts: null, hoursFromAt: null },
  ...{ reading: null, feedbackFault: 'NOT_CONFIGURED', databaseFault: null },
};
