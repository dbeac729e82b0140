import type { AcceptanceState, LabelStanding } from '@varselvakt/register';
import type { OutcomeCounts } from './outcome-fold.ts';

/** How often a rule was met. */
export type CodeCount = {
  readonly code: string;
  readonly clause: string | null;
  readonly count: number;
  /** Of all events received; null where that is not known. */
  readonly share: number | null;
};

/** One UTC day of one producer. */
export type ScorecardDay = {
  readonly day: string;
  /** Null where the database could not be asked. */
  readonly storedCount: number | null;
  readonly refusedCount: number;
  readonly warnedCount: number;
};

/** What was stored; from table event_tally. */
export type Volume = {
  readonly storedCount: number;
  readonly byType: readonly { readonly eventType: string; readonly count: number }[];
};

/** Who decided how long it is kept, of events that say so; from table event_tally. */
export type RetentionChoice = {
  readonly ownCount: number;
  readonly labelDefaultCount: number;
  /** Null: no event has said so. */
  readonly ownShare: number | null;
};

/** What must be gone; from table aggregate. */
export type DeletionFigures = {
  /** Must be 0. */
  readonly neverExpiringCount: number;
  readonly overdueCount: number;
  readonly oldestOverdueAt: number | null;
  readonly heldCount: number;
  readonly plannedCount: number;
  readonly upcoming: readonly { readonly day: string; readonly dueCount: number }[];
};

/** How a producer stands to the terms of use; from the register. */
export type TermsFigures = {
  readonly state: AcceptanceState;
  readonly version: string | null;
  readonly currentVersion: string | null;
  readonly graceEndsAt: number | null;
  readonly isReady: boolean;
  /** What the register lacks, besides what labels lack. */
  readonly notices: readonly RegisterNotice[];
  /** Labels that lack something. */
  readonly labels: readonly LabelStanding[];
  /** Missing or expired assessments of labels in use. */
  readonly missingAssessmentCount: number;
};

export type RegisterNotice = 'NOT_REGISTERED' | 'NOT_VERIFIABLE' | 'CONTACT_MISSING' | 'NO_LABEL';

/** Everything about one producer. Numbers, codes, days and names from the register; never anything of an event. */
export type Scorecard = {
  readonly producerId: string;
  /** Null for those whom the register does not know (`other`). */
  readonly team: string | null;
  /** Stored, refused and repeated; null where the database could not be asked. */
  readonly receivedCount: number | null;
  /** Null where the database could not be asked; so are the next two. */
  readonly volume: Volume | null;
  readonly retention: RetentionChoice | null;
  readonly deletions: DeletionFigures | null;
  /** As told on the feedback topics; ACCEPTED only where the producer asked to be told. */
  readonly outcomes: OutcomeCounts;
  /** REJECTED, CONFLICT, LATE and UNREADABLE. */
  readonly refusedCount: number;
  readonly refusedShare: number | null;
  readonly warnedShare: number | null;
  readonly refusals: readonly CodeCount[];
  readonly warnings: readonly CodeCount[];
  readonly days: readonly ScorecardDay[];
  /** Null for `other`. */
  readonly terms: TermsFigures | null;
};

/** How often a rule was met in a stretch of time. */
export type FindingBucket = {
  readonly startAt: number;
  readonly severity: 'BLOCK' | 'WARN';
  readonly code: string;
  readonly clause: string | null;
  readonly count: number;
};

/** From when to when the figures count, ms since the epoch. */
export type ScorecardWindow = {
  readonly askedFromAt: number;
  /** From here on figures of outcomes and of stored events can be compared: what is older is no longer, or was not yet, counted. */
  readonly fromAt: number;
  readonly untilAt: number;
  /** The first outcome that is still on the feedback topics may be as late as this; null: none was removed. */
  readonly outcomesFromAt: number | null;
  /** Since when stored events are counted; null where the database could not be asked. */
  readonly volumeFromAt: number | null;
};

/** All scorecards, and findings over time. */
export type ScorecardReport = {
  readonly generatedAt: number;
  readonly environment: 'dev' | 'prod';
  readonly window: ScorecardWindow;
  readonly registerHash: string;
  readonly feedbackTopics: readonly string[];
  readonly outcomeCount: number;
  readonly strayCount: number;
  /** When the database was asked; null where it could not be. */
  readonly databaseMeasuredAt: number | null;
  readonly producers: readonly Scorecard[];
  /** By hour of the last two days, by day of the whole window. */
  readonly findings: { readonly byHour: readonly FindingBucket[]; readonly byDay: readonly FindingBucket[] };
};
