import type { EventVolume } from '@varselvakt/store';
import type { OutcomeDay } from './outcome-fold.ts';
import { refusedCountOf } from './outcome-sums.ts';
import type { RetentionChoice, ScorecardDay, Volume } from './scorecard.ts';

const total = (volumes: readonly EventVolume[]): number => volumes.reduce((sum, { eventCount }) => sum + eventCount, 0);

/** How much was stored, by type, the most frequent first. */
export function toVolume(volumes: readonly EventVolume[]): Volume {
  const byType = [...Map.groupBy(volumes, ({ eventType }) => eventType)]
    .map(([eventType, ofType]) => ({ eventType, count: total(ofType) }))
    .toSorted((one, other) => other.count - one.count || (one.eventType < other.eventType ? -1 : 1));
  return { storedCount: total(volumes), byType };
}

/** Who has decided how long it is kept. */
export function toRetentionChoice(volumes: readonly EventVolume[]): RetentionChoice {
  const countOf = (source: EventVolume['retentionSource']) =>
    total(volumes.filter(({ retentionSource }) => retentionSource === source));
  const [ownCount, labelDefaultCount] = [countOf('PRODUCER'), countOf('LABEL_DEFAULT')];
  const decidedCount = ownCount + labelDefaultCount;
  return { ownCount, labelDefaultCount, ownShare: decidedCount === 0 ? null : ownCount / decidedCount };
}

/** Days on which anything was told or stored. */
export function toScorecardDays(
  outcomes: readonly OutcomeDay[],
  volumes: readonly EventVolume[] | null,
): readonly ScorecardDay[] {
  const told = new Map(outcomes.map((one) => [one.day, one.outcomes]));
  const stored = Map.groupBy(volumes ?? [], ({ day }) => day);
  return [...new Set([...told.keys(), ...stored.keys()])].toSorted().map((day) => {
    const counts = told.get(day);
    return {
      day,
      storedCount: volumes === null ? null : total(stored.get(day) ?? []),
      refusedCount: counts === undefined ? 0 : refusedCountOf(counts),
      warnedCount: counts?.WARNED ?? 0,
    };
  });
}
