import { isProbe } from '@varselvakt/domain';
import { otherProducer, otherTopic, toFindingKeys, toProducerKey, toTopicKey } from './closed-keys.ts';
import { maxDayCount } from './outcome-fold.ts';
import type { OutcomeSighting } from './outcome-sighting.ts';
import { dayMs, dayNumberOf, hourMs, hourNumberOf } from './utc-day.ts';

/** How many outcomes of one producer, written to one topic, met one rule in one hour or day. */
export type RefusalCell = {
  /** When the hour or UTC day began, ms since the epoch. */
  readonly startAt: number;
  readonly producerId: string;
  readonly topic: string;
  readonly severity: 'BLOCK' | 'WARN';
  /** Null: outcomes with any finding of this severity, each once. */
  readonly rule: { readonly code: string; readonly clause: string | null } | null;
  readonly count: number;
  /** When the last of them was told, ms since the epoch. */
  readonly lastAt: number;
};

export type RefusalScope = {
  /** Those that count by name; all others count as `otherProducer` and `otherTopic`. */
  readonly producerIds: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  /** What came before does not count, ms since the epoch. */
  readonly daysFromAt: number;
  readonly hoursFromAt: number;
  /** When there are so many figures, what is new counts without producer and topic. */
  readonly maxCellCount?: number;
};

/** Counts which rules refused and warned. Bounded: no key comes from what stands on a topic, and figures have a limit. */
export type RefusalFold = {
  readonly add: (sighting: OutcomeSighting) => void;
  /** Moves the begins ahead and forgets what lies before them. */
  readonly forgetBefore: (begins: Pick<RefusalScope, 'daysFromAt' | 'hoursFromAt'>) => void;
  /** From the hour or UTC day that `fromAt` is in, in the order of time. */
  readonly cells: (step: 'HOUR' | 'DAY', fromAt: number) => readonly RefusalCell[];
  /** Findings that count without their producer and topic because there were too many figures. */
  readonly crampedCount: () => number;
};

type Cell = { -readonly [K in keyof RefusalCell]: RefusalCell[K] };
type Buckets = Map<number, Map<string, Cell>>;
type Step = { readonly numberOf: (at: number) => number; readonly lengthMs: number; readonly buckets: Buckets };
type CellName = Omit<RefusalCell, 'startAt' | 'count' | 'lastAt'>;

const usualMaxCellCount = 200_000;

/** Makes an empty fold. Pure: it has no clock of its own. */
export function createRefusalFold(scope: RefusalScope): RefusalFold {
  const { producerIds, topics, maxCellCount = usualMaxCellCount } = scope;
  const hours: Step = { numberOf: hourNumberOf, lengthMs: hourMs, buckets: new Map() };
  const days: Step = { numberOf: dayNumberOf, lengthMs: dayMs, buckets: new Map() };
  let { daysFromAt, hoursFromAt } = scope;
  let crampedCount = 0;
  const put = (step: Step, at: number, name: CellName): void => {
    if (count(step, at, name, () => cellCount(hours) + cellCount(days) < maxCellCount)) return;
    crampedCount += 1;
    count(step, at, { ...name, producerId: otherProducer, topic: otherTopic }, () => true);
  };
  return {
    add: ({ producerId, topic, occurredAt, findings }) => {
      if (isProbe(producerId) || occurredAt < daysFromAt || occurredAt >= daysFromAt + maxDayCount * dayMs) return;
      const keys = [...toFindingKeys(findings).values()];
      const from = { producerId: toProducerKey(producerId, producerIds), topic: toTopicKey(topic, topics) };
      const severities = new Set(keys.map(({ severity }) => severity));
      const names: readonly CellName[] = [
        ...[...severities].map((severity) => ({ ...from, severity, rule: null })),
        ...keys.map(({ code, clause, severity }) => ({ ...from, severity, rule: { code, clause } })),
      ];
      for (const name of names) {
        put(days, occurredAt, name);
        if (occurredAt >= hoursFromAt) put(hours, occurredAt, name);
      }
    },
    forgetBefore: (begins) => {
      daysFromAt = Math.max(daysFromAt, begins.daysFromAt);
      hoursFromAt = Math.max(hoursFromAt, begins.hoursFromAt);
      forget(days, daysFromAt);
      forget(hours, hoursFromAt);
    },
    cells: (step, fromAt) => cellsFrom(step === 'HOUR' ? hours : days, fromAt),
    crampedCount: () => crampedCount,
  };
}

const cellCount = ({ buckets }: Step): number => {
  let sum = 0;
  for (const cells of buckets.values()) sum += cells.size;
  return sum;
};

/** False where there would have to be a new figure and may be none. */
function count({ numberOf, lengthMs, buckets }: Step, at: number, name: CellName, mayGrow: () => boolean): boolean {
  const bucket = numberOf(at);
  const { producerId, topic, severity, rule } = name;
  const key = `${producerId} ${topic} ${severity} ${rule?.code} ${rule?.clause}`;
  const cells = buckets.get(bucket) ?? new Map<string, Cell>();
  const cell = cells.get(key);
  if (cell === undefined) {
    if (!mayGrow()) return false;
    buckets.set(bucket, cells.set(key, { startAt: bucket * lengthMs, ...name, count: 1, lastAt: at }));
    return true;
  }
  cell.count += 1;
  cell.lastAt = Math.max(cell.lastAt, at);
  return true;
}

function forget({ numberOf, buckets }: Step, beforeAt: number): void {
  for (const bucket of buckets.keys()) if (bucket < numberOf(beforeAt)) buckets.delete(bucket);
}

const cellsFrom = ({ numberOf, buckets }: Step, fromAt: number): readonly RefusalCell[] =>
  [...buckets]
    .filter(([bucket]) => bucket >= numberOf(fromAt))
    .toSorted(([one], [other]) => one - other)
    .flatMap(([, cells]) => [...cells.values()].map((cell) => ({ ...cell })));
