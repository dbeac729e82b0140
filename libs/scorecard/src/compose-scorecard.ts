import { decideProducerStanding, type ProducerStanding, type Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import type { OutcomeDay, OutcomeFigures } from './outcome-fold.ts';
import { addOutcomes, countCodes, refusedCountOf } from './outcome-sums.ts';
import type { OwnFigures } from './own-figures.ts';
import type { DeletionFigures, RegisterNotice, Scorecard, TermsFigures } from './scorecard.ts';
import { toRetentionChoice, toScorecardDays, toVolume } from './volume-sums.ts';

/** What one scorecard is made of. */
export type GivenFigures = {
  readonly register: Register;
  readonly environment: Environment;
  readonly now: number;
  /** Whether stored events and outcomes count over the same days. */
  readonly isComparable: boolean;
  readonly outcomes: OutcomeFigures;
  /** Null where the database could not be asked. */
  readonly storedOf: ((producerId: string) => OwnFigures) | null;
};

/** The scorecard of one producer of the register, or of all others. Pure. */
export function composeScorecard(producerId: string, given: GivenFigures): Scorecard {
  const { register, environment, now, outcomes } = given;
  const days = outcomes.producers.get(producerId) ?? [];
  const stored = given.storedOf?.(producerId) ?? null;
  const sums = addOutcomes(days);
  const refusedCount = refusedCountOf(sums);
  const volume = stored === null ? null : toVolume(stored.volume);
  const receivedCount = volume === null ? null : volume.storedCount + refusedCount + sums.DUPLICATE;
  const shareOf = (count: number): number | null =>
    given.isComparable && receivedCount !== null && receivedCount > 0 ? count / receivedCount : null;
  const standing = decideProducerStanding(register, producerId, { environment, now });
  return {
    producerId,
    team: standing?.team ?? null,
    receivedCount,
    volume,
    retention: stored === null ? null : toRetentionChoice(stored.volume),
    deletions: stored === null ? null : toDeletions(stored),
    outcomes: sums,
    refusedCount,
    refusedShare: shareOf(refusedCount),
    warnedShare: shareOf(sums.WARNED),
    refusals: toShares(days, 'BLOCK', shareOf),
    warnings: toShares(days, 'WARN', shareOf),
    days: toScorecardDays(days, stored?.volume ?? null),
    terms: standing === null ? null : toTerms(standing),
  };
}

const toShares = (days: readonly OutcomeDay[], severity: 'BLOCK' | 'WARN', shareOf: (count: number) => number | null) =>
  countCodes(days, severity).map((counted) => ({ ...counted, share: shareOf(counted.count) }));

function toDeletions({ deletions, upcoming }: OwnFigures): DeletionFigures {
  const sum = (countOf: (row: (typeof deletions)[number]) => number) =>
    deletions.reduce((total, row) => total + countOf(row), 0);
  const oldest = deletions.flatMap(({ oldestOverdueAt }) => oldestOverdueAt ?? []);
  const byDay = Map.groupBy(upcoming, ({ day }) => day);
  return {
    neverExpiringCount: sum((row) => row.neverExpiringCount),
    overdueCount: sum((row) => row.overdueCount),
    oldestOverdueAt: oldest.length === 0 ? null : Math.min(...oldest),
    heldCount: sum((row) => row.heldCount),
    plannedCount: sum((row) => row.plannedCount),
    upcoming: [...byDay]
      .map(([day, rows]) => ({ day, dueCount: rows.reduce((total, { dueCount }) => total + dueCount, 0) }))
      .toSorted((one, other) => (one.day < other.day ? -1 : 1)),
  };
}

function toTerms(standing: ProducerStanding): TermsFigures {
  const { acceptance, labels, isReady } = standing;
  const notices: readonly (readonly [RegisterNotice, boolean])[] = [
    ['NOT_REGISTERED', !standing.isRegistered],
    ['NOT_VERIFIABLE', !standing.isVerifiable],
    ['CONTACT_MISSING', !standing.hasContact],
    ['NO_LABEL', !labels.some(({ isInUse }) => isInUse)],
  ];
  return {
    state: acceptance.state,
    version: acceptance.version,
    currentVersion: acceptance.currentVersion,
    graceEndsAt: acceptance.graceEndsAt,
    isReady,
    notices: notices.flatMap(([notice, isGiven]) => (isGiven ? [notice] : [])),
    labels: labels.filter(({ gaps }) => gaps.length > 0),
    missingAssessmentCount: labels
      .filter(({ isInUse }) => isInUse)
      .flatMap(({ gaps }) => gaps.filter(({ assessment }) => assessment !== null)).length,
  };
}
