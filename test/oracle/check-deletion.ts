import type { Evidence, LogRecord, Violation } from './evidence.ts';
import { isAccepted } from './record-fates.ts';

type LastRecords = ReadonlyMap<string, LogRecord>;

/** I6: what is due is gone: announced, erased from every table, and each of its keys ends in a tombstone where the data lay. */
export function checkDeletion(evidence: Evidence): readonly Violation[] {
  const last = lastRecords(evidence.log);
  const announced = new Set(evidence.log.flatMap((record) => (isHardDelete(record) ? [record.aggregateId] : [])));
  const standing = new Set([...evidence.aggregates, ...evidence.identities].map(({ aggregateId }) => aggregateId));
  const records = Map.groupBy(evidence.log.filter(isAccepted), ({ aggregateId }) => aggregateId);
  return [...dueAggregates(evidence).keys()].flatMap((aggregateId) => {
    const keys = records.get(aggregateId) ?? [];
    return [
      ...(announced.has(aggregateId) ? [] : [`deletion not announced: ${aggregateId}`]),
      ...(standing.has(aggregateId) ? [`due, but stored: ${aggregateId}`] : []),
      ...(evidence.erasedAggregateIds.has(aggregateId) ? [] : [`no line in the ledger: ${aggregateId}`]),
      ...keys
        .filter(({ partition, key }) => last.get(`${partition} ${key}`)?.type !== 'TOMBSTONE')
        .map(({ key }) => `key without tombstone: ${key}`),
    ];
  });
}

/** I7: nothing goes before it is due, and nothing that is not due. */
export function checkEarlyDeletion(evidence: Evidence): readonly Violation[] {
  const due = dueAggregates(evidence);
  const hardDeletes = evidence.log.filter(isHardDelete);
  const early = hardDeletes.flatMap(({ aggregateId, dueAt, deletedAt }) => {
    if (!due.has(aggregateId)) return [`deleted, but not due: ${aggregateId}`];
    const notBeforeAt = Math.max(due.get(aggregateId) ?? 0, dueAt);
    return deletedAt < notBeforeAt ? [`deleted ${notBeforeAt - deletedAt} ms early: ${aggregateId}`] : [];
  });
  const marked = evidence.aggregates.filter(({ isDeleting, aggregateId }) => isDeleting && !due.has(aggregateId));
  const stray = [...evidence.erasedAggregateIds].filter((aggregateId) => !due.has(aggregateId));
  return [
    ...early,
    ...marked.map(({ aggregateId }) => `marked for deletion, but not due: ${aggregateId}`),
    ...stray.map((aggregateId) => `erased, but not due: ${aggregateId}`),
  ];
}

/** I8: what is live in the compacted view of the log is exactly what is stored: nothing resurrected, nothing buried alive. */
export function checkCompactedView({ log, identities }: Evidence): readonly Violation[] {
  const stored = new Set(identities.map(({ logPartition, logKey }) => `${logPartition} ${logKey}`));
  const live = new Set([...lastRecords(log)].filter(([, record]) => isAccepted(record)).map(([key]) => key));
  return [
    ...[...live].filter((key) => !stored.has(key)).map((key) => `live on the log, but not stored: ${key}`),
    ...[...stored].filter((key) => !live.has(key)).map((key) => `stored, but not live on the log: ${key}`),
  ];
}

/** Aggregates that must be gone, and the instant before which they must not be (null: none). */
function dueAggregates({ intents }: Evidence): ReadonlyMap<string, number | null> {
  const due = new Map<string, number | null>();
  for (const { aggregateId, expected } of intents)
    if (expected.fate === 'DELETED' && aggregateId !== null)
      due.set(aggregateId, due.get(aggregateId) ?? expected.notBeforeAt);
  return due;
}

function lastRecords(log: readonly LogRecord[]): LastRecords {
  const sorted = log.toSorted((a, b) => Number(a.offset - b.offset));
  return new Map(sorted.map((record) => [`${record.partition} ${record.key}`, record]));
}

const isHardDelete = (record: LogRecord): record is Extract<LogRecord, { type: 'HARD_DELETED' }> =>
  record.type === 'HARD_DELETED';
