import type { Evidence, IdentityRow, Violation } from './evidence.ts';
import { isAccepted } from './record-fates.ts';

/**
 * I4: after dropping repeats the log holds each inbound partition in its order; rows follow it; the last word counts; and what compaction
 * keeps of an event is the record that was stored.
 */
export function checkOrder(evidence: Evidence): readonly Violation[] {
  return [
    ...checkLogOrder(evidence),
    ...checkRowOrder(evidence.identities),
    ...checkStates(evidence),
    ...checkLastRecords(evidence),
  ];
}

function checkLastRecords({ log, identities }: Evidence): readonly Violation[] {
  const last = new Map(
    log.toSorted(byPosition).map((record) => [`${record.partition} ${record.key}`, record] as const),
  );
  return identities.flatMap(({ logPartition, logKey, source }) => {
    const kept = last.get(`${logPartition} ${logKey}`);
    return kept === undefined || !isAccepted(kept) || kept.source === source
      ? []
      : [`compaction keeps ${kept.source} instead of what was stored: ${source}`];
  });
}

function checkLogOrder({ log }: Evidence): readonly Violation[] {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  const violations: Violation[] = [];
  for (const record of log.toSorted(byPosition)) {
    if (!isAccepted(record) || seen.has(record.source)) continue;
    seen.add(record.source);
    const { partition, offset } = splitPlace(record.source);
    const lane = `${partition} to ${record.partition}`;
    if ((last.get(lane) ?? -1) > offset) violations.push(`out of order on the log: ${record.source}`);
    last.set(lane, Math.max(last.get(lane) ?? -1, offset));
  }
  return violations;
}

function checkRowOrder(identities: readonly IdentityRow[]): readonly Violation[] {
  const byAggregate = Map.groupBy(identities, ({ aggregateId }) => aggregateId);
  return [...byAggregate].flatMap(([aggregateId, rows]) => {
    const offsets = rows.toSorted((a, b) => Number(a.logOffset - b.logOffset)).map(({ source }) => splitPlace(source));
    const isSorted = offsets.every(({ offset }, index) => index === 0 || (offsets[index - 1]?.offset ?? 0) < offset);
    const isOneLane = new Set(offsets.map(({ partition }) => partition)).size === 1;
    return isSorted && isOneLane ? [] : [`rows out of order: ${aggregateId}`];
  });
}

function checkStates({ expectedAggregates, aggregates }: Evidence): readonly Violation[] {
  const rows = new Map(aggregates.map((row) => [row.aggregateId, row]));
  return expectedAggregates.flatMap(({ aggregateId, state }) => {
    const row = rows.get(aggregateId);
    return row === undefined || row.state === state ? [] : [`is ${row.state} instead of ${state}: ${aggregateId}`];
  });
}

const byPosition = (
  a: { readonly partition: number; readonly offset: bigint },
  b: { readonly partition: number; readonly offset: bigint },
): number => a.partition - b.partition || Number(a.offset - b.offset);

function splitPlace(place: string): { readonly partition: string; readonly offset: number } {
  const cut = place.lastIndexOf('/');
  return { partition: place.slice(0, cut), offset: Number(place.slice(cut + 1)) };
}
