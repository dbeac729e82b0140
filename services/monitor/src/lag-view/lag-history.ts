import type { LagReport } from '@varselvakt/lag';
import type { HistoryAnswer } from '../../console/src/pages/lag/lag-answers.ts';
import { createLagRing, type RingLimits } from './lag-ring.ts';
import { progressByTopic, sumByTopic } from './topic-sums.ts';

/** What groups had before them in the last hour. */
export type LagHistory = {
  readonly note: (report: LagReport, now: number) => void;
  /** By group; the eight with the most lag, of those named where some are. */
  readonly readGroups: (names?: readonly string[]) => HistoryAnswer;
  /** By topic of one group, in the same way. */
  readonly readTopics: (group: string) => HistoryAnswer;
  /** Lag of a group as it went, thinned to what a small line shows. */
  readonly spark: (group: string) => readonly (number | null)[];
  /** Records a second over the last minute; null where nobody knows. */
  readonly handledPerSecond: (group: string) => number | null;
};

const SPAN_SECONDS = 3_600;
const MAX_INSTANTS = 720;
const MAX_KEYS = 1_000;
const MAX_SERIES = 8;
const SPARK_POINTS = 40;
const RATE_SPAN_MS = 60_000;

/** Enough for an hour; at shorter intervals less than an hour. */
export const historyLimits = (intervalSeconds: number): RingLimits => ({
  capacity: Math.min(MAX_INSTANTS, Math.ceil(SPAN_SECONDS / intervalSeconds)),
  maxKeys: MAX_KEYS,
});

// No name of a group or topic can hold it.
const SEPARATOR = '\u0000';

/** How fast a sum rises over the last minute; null with less than two known points, or when it fell (a topic made anew, offsets set back). */
export function risePerSecond(at: readonly number[], values: readonly (number | null)[]): number | null {
  const newest = at.at(-1) ?? 0;
  const points = at.flatMap((instant, index) => {
    const value = values[index] ?? null;
    return value === null || instant < newest - RATE_SPAN_MS ? [] : [{ instant, value }];
  });
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || last.instant <= first.instant) return null;
  const rise = last.value - first.value;
  return rise < 0 ? null : rise / ((last.instant - first.instant) / 1_000);
}

const thin = <Value>(values: readonly Value[], maxCount: number): readonly Value[] => {
  const step = Math.max(1, Math.ceil(values.length / maxCount));
  return values.filter((_, index) => (values.length - 1 - index) % step === 0);
};

/** Makes a history; it holds at most what `historyLimits` says. */
export function createLagHistory(limits: RingLimits): LagHistory {
  const ring = createLagRing(limits);
  const note = (report: LagReport, now: number): void => {
    ring.advance(now);
    // Our own first: theirs is never what is one too many.
    const groups = report.groups.toSorted((left, right) => Number(left.stage === null) - Number(right.stage === null));
    for (const group of groups) {
      if (group.outcome === 'UNKNOWN') continue;
      const progress = progressByTopic(group);
      const sums = sumByTopic(group);
      const known = sums.map(({ lag }) => lag).filter((lag) => lag !== null);
      ring.write(group.group, {
        lag: known.length === 0 ? null : known.reduce((total, lag) => total + lag, 0),
        seconds: group.maxTimeLagSeconds,
        progress: [...progress.values()].reduce((total, one) => total + one, 0),
      });
      for (const { topic, lag, maxTimeLagSeconds } of sums)
        ring.write(`${group.group}${SEPARATOR}${topic}`, {
          ...{ lag, seconds: maxTimeLagSeconds, progress: progress.get(topic) ?? null },
        });
    }
  };

  const lastOf = (key: string): number => ring.read(key, 'lag').findLast((value) => value !== null) ?? -1;
  const toAnswer = (keys: readonly string[], labelOf: (key: string) => string): HistoryAnswer => {
    const ranked = keys.map((key) => ({ key, last: lastOf(key) })).sort((left, right) => right.last - left.last);
    const at = ring.instants();
    return {
      at,
      series: ranked.slice(0, MAX_SERIES).map(({ key }) => ({
        label: labelOf(key),
        lag: ring.read(key, 'lag'),
        seconds: ring.read(key, 'seconds'),
      })),
      leftOutCount: Math.max(0, ranked.length - MAX_SERIES) + ring.leftOutCount(),
      spanSeconds: ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1_000,
    };
  };
  return {
    note,
    readGroups: (names) => {
      const groups = ring.keys().filter((key) => !key.includes(SEPARATOR));
      return toAnswer(names === undefined ? groups : names.filter((name) => groups.includes(name)), (key) => key);
    },
    readTopics: (group) => {
      const begin = `${group}${SEPARATOR}`;
      const own = ring.keys().filter((key) => key.startsWith(begin));
      return toAnswer(own, (key) => key.slice(begin.length));
    },
    spark: (group) => thin(ring.read(group, 'lag'), SPARK_POINTS),
    handledPerSecond: (group) => risePerSecond(ring.instants(), ring.read(group, 'progress')),
  };
}
