import type { ScorecardReport } from './scorecard.ts';

/** The report of one producer alone. Findings over time are of all producers together, so they are left out. */
export const narrowReport = (report: ScorecardReport, producerId: string): ScorecardReport => ({
  ...report,
  producers: report.producers.filter((card) => card.producerId === producerId),
  findings: { byHour: [], byDay: [] },
});
