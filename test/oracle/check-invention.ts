import type { Evidence, Violation } from './evidence.ts';
import { isAccepted } from './record-fates.ts';

/** I2: every row, record and outcome traces to an inbound record, and says the same as it. */
export function checkInvention(evidence: Evidence): readonly Violation[] {
  const sent = new Map(evidence.inbound.map(({ place, contentHash }) => [place, contentHash]));
  const isFrom = (source: string, contentHash: string) => {
    const original = sent.get(source);
    return original === null || original === contentHash;
  };
  const accepted = evidence.log.filter(isAccepted);
  const keys = new Set(accepted.map(({ key, partition }) => `${partition} ${key}`));
  const sources = new Set(accepted.map(({ source }) => source));
  return [
    ...evidence.log
      .filter(({ type }) => type === 'UNREADABLE')
      .map(({ key }) => `unreadable record on the log: ${key}`),
    ...accepted
      .filter(({ source, contentHash }) => !isFrom(source, contentHash))
      .map(({ source }) => `event without its inbound record: ${source}`),
    ...evidence.identities
      .filter(({ source, contentHash }) => !isFrom(source, contentHash))
      .map(({ eventId }) => `row without its inbound record: ${eventId}`),
    ...evidence.identities
      .filter(({ logKey, logPartition }) => !keys.has(`${logPartition} ${logKey}`))
      .map(({ eventId }) => `row without its record on the log: ${eventId}`),
    ...evidence.outcomes
      .filter(({ source }) => source !== null && !sent.has(source))
      .map(({ source }) => `outcome about nothing: ${source}`),
    ...evidence.outcomes
      .filter(({ outcome, source }) => isPraise(outcome) && !sources.has(source ?? ''))
      .map(({ source }) => `told as accepted, but not on the log: ${source}`),
  ];
}

/** I3: at most one row per event, in both tables, and no half rows. */
export function checkSingleRows({ identities, contentEventIds }: Evidence): readonly Violation[] {
  const ids = identities.map(({ eventId }) => eventId);
  const [known, contents] = [new Set(ids), new Set(contentEventIds)];
  return [
    ...repeated(ids).map((id) => `stored twice: ${id}`),
    ...repeated(contentEventIds).map((id) => `content stored twice: ${id}`),
    ...[...known].filter((id) => !contents.has(id)).map((id) => `row without content: ${id}`),
    ...[...contents].filter((id) => !known.has(id)).map((id) => `content without row: ${id}`),
  ];
}

/** I11: repeats on the log stay within what was in flight at each kill; what is put back behind them follows from them. */
export function checkCopies({ log, maxCopies }: Evidence): readonly Violation[] {
  const bySource = Map.groupBy(
    log.filter(isAccepted).filter(({ isPutBack }) => !isPutBack),
    ({ source }) => source,
  );
  return [...bySource]
    .filter(([, copies]) => copies.length > maxCopies)
    .map(([source, copies]) => `${copies.length} copies on the log: ${source}`);
}

const isPraise = (outcome: string): boolean => outcome === 'ACCEPTED' || outcome === 'WARNED';

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.has(id) || !seen.add(id));
}
