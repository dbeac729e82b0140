import { isProbe } from '@varselvakt/domain';
import { type FindingKey, toFindingKeys, toProducerKey } from './closed-keys.ts';
import type { OutcomeKind, OutcomeSighting } from './outcome-sighting.ts';
import { dayMs, dayNumberOf, dayTextOf, hourMs, hourNumberOf } from './utc-day.ts';

export type FindingCount = FindingKey & { readonly count: number };
export type OutcomeCounts = Readonly<Record<OutcomeKind, number>>;

/** What was told of one producer's events on one UTC day. */
export type OutcomeDay = {
  readonly day: string;
  readonly outcomes: OutcomeCounts;
  /** How many outcomes hold a finding; one that holds it twice counts once. */
  readonly findings: readonly FindingCount[];
};

/** Findings of one hour, whoever's events they are about. */
export type FindingHour = { readonly startAt: number; readonly findings: readonly FindingCount[] };

export type OutcomeFigures = {
  /** By producer, the days in order; whoever the register does not know counts as `otherProducer`. */
  readonly producers: ReadonlyMap<string, readonly OutcomeDay[]>;
  readonly hours: readonly FindingHour[];
  readonly outcomeCount: number;
  /** Outcomes dated more than `maxDayCount` after the begin: counted nowhere else. */
  readonly strayCount: number;
};

/** Counts outcomes. What it holds is bounded by producers x days x codes: no key comes from what stands on a topic. */
export type OutcomeFold = {
  /** An outcome before the begin does not count, and none of the probe. */
  readonly add: (sighting: OutcomeSighting) => void;
  /** Moves the begin (ms since the epoch) ahead and forgets what lies before its day. */
  readonly forgetBefore: (beginAt: number) => void;
  /** Of the days from the one that `fromAt` is on. */
  readonly figures: (fromAt: number) => OutcomeFigures;
};

export type FoldScope = {
  /** Those that count by name. */
  readonly producerIds: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly beginAt: number;
};

/** An outcome dated so much later than the begin does not count: no clock of ours says so. */
export const maxDayCount = 400;

const noOutcomes: OutcomeCounts = {
  ACCEPTED: 0,
  WARNED: 0,
  REJECTED: 0,
  DUPLICATE: 0,
  CONFLICT: 0,
  UNREADABLE: 0,
  LATE: 0,
  DELETION_PLANNED: 0,
  DELETED: 0,
  OTHER: 0,
};

type Findings = Map<string, { readonly key: FindingKey; count: number }>;
type DayCell = { readonly outcomes: Record<OutcomeKind, number>; readonly findings: Findings };

/** Makes an empty fold. Pure: it has no clock of its own. */
export function createOutcomeFold({ producerIds, beginAt }: FoldScope): OutcomeFold {
  const producers = new Map<string, Map<number, DayCell>>();
  const hours = new Map<number, Findings>();
  let begin = beginAt;
  let outcomeCount = 0;
  let strayCount = 0;
  return {
    add: ({ producerId, outcome, occurredAt, findings }) => {
      if (occurredAt < begin || isProbe(producerId)) return;
      if (occurredAt >= begin + maxDayCount * dayMs) {
        strayCount += 1;
        return;
      }
      outcomeCount += 1;
      const keys = toFindingKeys(findings);
      const days = entryOf(producers, toProducerKey(producerId, producerIds), () => new Map<number, DayCell>());
      const cell = entryOf(days, dayNumberOf(occurredAt), () => ({ outcomes: { ...noOutcomes }, findings: new Map() }));
      cell.outcomes[Object.hasOwn(noOutcomes, outcome) ? outcome : 'OTHER'] += 1;
      if (keys.size === 0) return;
      count(cell.findings, keys);
      count(
        entryOf(hours, hourNumberOf(occurredAt), () => new Map()),
        keys,
      );
    },
    forgetBefore: (at) => {
      begin = Math.max(begin, at);
      for (const days of producers.values()) dropBelow(days, dayNumberOf(begin));
      dropBelow(hours, hourNumberOf(begin));
    },
    figures: (fromAt) => ({
      producers: new Map([...producers].map(([id, days]) => [id, toDays(days, dayNumberOf(fromAt))])),
      hours: inOrder(hours, hourNumberOf(fromAt)).map(([hour, findings]) => ({
        startAt: hour * hourMs,
        findings: toCounts(findings),
      })),
      outcomeCount,
      strayCount,
    }),
  };
}

function count(findings: Findings, keys: ReadonlyMap<string, FindingKey>): void {
  for (const [text, key] of keys) entryOf(findings, text, () => ({ key, count: 0 })).count += 1;
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function dropBelow(map: Map<number, unknown>, lowest: number): void {
  for (const key of map.keys()) if (key < lowest) map.delete(key);
}

const inOrder = <V>(map: ReadonlyMap<number, V>, from: number): readonly (readonly [number, V])[] =>
  [...map].filter(([key]) => key >= from).toSorted(([one], [other]) => one - other);

const toDays = (days: ReadonlyMap<number, DayCell>, from: number): readonly OutcomeDay[] =>
  inOrder(days, from).map(([day, { outcomes, findings }]) => ({
    day: dayTextOf(day),
    outcomes: { ...outcomes },
    findings: toCounts(findings),
  }));

const toCounts = (findings: Findings): readonly FindingCount[] =>
  [...findings.values()].map(({ key, count: howMany }) => ({ ...key, count: howMany }));
