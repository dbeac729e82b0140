import { isProbe } from '@varselvakt/domain';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import { otherProducer } from './closed-keys.ts';
import { composeScorecard } from './compose-scorecard.ts';
import { decideWindow, isComparable } from './decide-window.ts';
import type { FindingCount, OutcomeFigures } from './outcome-fold.ts';
import { groupFigures } from './own-figures.ts';
import type { FindingBucket, Scorecard, ScorecardReport } from './scorecard.ts';
import type { StoreFigures } from './store-figures.ts';
import { dayNumberOf, dayTextOf, hourMs } from './utc-day.ts';

/** So far back findings are told by hour; before that by day only. */
const byHourMs = 48 * hourMs;

/** Everything that scorecards are made of. */
export type ScorecardParts = {
  readonly register: Register;
  readonly environment: Environment;
  /** Milliseconds since the epoch; see decideWindow. */
  readonly askedFromAt: number;
  readonly outcomesFromAt: number | null;
  readonly now: number;
  readonly feedbackTopics: readonly string[];
  /** Of the days from the given instant. */
  readonly outcomesFrom: (fromAt: number) => OutcomeFigures;
  /** Null where the database could not be asked. */
  readonly stored: StoreFigures | null;
};

/** One scorecard for each producer of the register but the probe, and one for all others where they have figures. Pure. */
export function composeScorecards(parts: ScorecardParts): ScorecardReport {
  const { register, environment, askedFromAt, outcomesFromAt, now, stored } = parts;
  const volumeFromAt = stored?.countedFromAt ?? null;
  const window = decideWindow({ askedFromAt, now, outcomesFromAt, volumeFromAt });
  const outcomes = parts.outcomesFrom(window.fromAt);
  const fromDay = dayTextOf(dayNumberOf(window.fromAt));
  const storedOf = stored === null ? null : groupFigures(stored, new Set(register.producers.keys()), fromDay);
  const given = { register, environment, now, outcomes, storedOf, isComparable: isComparable(window) };
  const ids = [...register.producers.keys()].filter((id) => !isProbe(id));
  const named = ids.toSorted().map((id) => composeScorecard(id, given));
  const other = composeScorecard(otherProducer, given);
  return {
    generatedAt: now,
    environment,
    window,
    registerHash: register.hash,
    feedbackTopics: parts.feedbackTopics,
    outcomeCount: outcomes.outcomeCount,
    strayCount: outcomes.strayCount,
    databaseMeasuredAt: stored?.measuredAt ?? null,
    producers: hasFigures(other) ? [...named, other] : named,
    findings: { byHour: toHours(outcomes, now - byHourMs), byDay: toDays(outcomes) },
  };
}

function hasFigures({ days, deletions }: Scorecard): boolean {
  if (days.length > 0) return true;
  if (deletions === null) return false;
  const { neverExpiringCount, overdueCount, heldCount, plannedCount, upcoming } = deletions;
  return neverExpiringCount + overdueCount + heldCount + plannedCount + upcoming.length > 0;
}

const inBucketOrder = (one: FindingBucket, other: FindingBucket): number =>
  one.startAt - other.startAt || other.count - one.count || (one.code < other.code ? -1 : 1);

const toHours = ({ hours }: OutcomeFigures, fromAt: number): readonly FindingBucket[] =>
  hours
    .filter(({ startAt }) => startAt >= fromAt)
    .flatMap(({ startAt, findings }) => findings.map((finding) => ({ startAt, ...finding })))
    .toSorted(inBucketOrder);

/** The days of all producers together. */
function toDays({ producers }: OutcomeFigures): readonly FindingBucket[] {
  const buckets = new Map<string, FindingBucket>();
  const add = (day: string, finding: FindingCount) => {
    const key = `${day} ${finding.severity} ${finding.code} ${finding.clause}`;
    const count = (buckets.get(key)?.count ?? 0) + finding.count;
    buckets.set(key, { startAt: Date.parse(day), ...finding, count });
  };
  for (const days of producers.values())
    for (const { day, findings } of days) for (const finding of findings) add(day, finding);
  return [...buckets.values()].toSorted(inBucketOrder);
}
