import type { Evidence, Violation } from './evidence.ts';
import type { ExpectedFate, Intent } from './intent.ts';
import type { RecordFate, SeenFate } from './record-fates.ts';

/** I1: what was meant to be stored is stored, what was meant to be refused is refused, with the right codes; nothing is missing. */
export function checkLoss(evidence: Evidence, fates: readonly RecordFate[]): readonly Violation[] {
  const seen = Map.groupBy(fates, ({ recordHash }) => recordHash);
  const meant = Map.groupBy(evidence.intents, ({ recordHash }) => recordHash);
  const lost = [...meant].flatMap(([hash, intents]) => checkGroup(intents, seen.get(hash) ?? []));
  const rows = new Map(evidence.aggregates.map((row) => [row.aggregateId, row]));
  const incomplete = evidence.expectedAggregates.flatMap(({ aggregateId, eventCount }) => {
    const row = rows.get(aggregateId);
    if (row === undefined) return [`aggregate missing: ${aggregateId}`];
    return row.eventCount === eventCount
      ? []
      : [`aggregate counts ${row.eventCount} events instead of ${eventCount}: ${aggregateId}`];
  });
  return [
    ...lost,
    ...incomplete,
    ...(evidence.outboxCount === 0 ? [] : [`outbox holds ${evidence.outboxCount} lines`]),
  ];
}

/** I12: each inbound record is in exactly one place. */
export function checkConservation(fates: readonly RecordFate[]): readonly Violation[] {
  return fates
    .filter((record) => record.fates.length !== 1)
    .map((record) => `${record.fates.length === 0 ? 'nowhere' : record.fates.join(' and ')}: ${record.place}`);
}

/** I10: only what was meant to be unreadable lies in the dead letters, with the bytes that were sent. */
export function checkDeadLetters({ intents, inbound, deadLetters }: Evidence): readonly Violation[] {
  const unreadable = new Set(
    intents.filter(({ expected }) => mayBeUnreadable(expected)).map(({ recordHash }) => recordHash),
  );
  const sent = new Map(inbound.map(({ place, recordHash }) => [place, recordHash]));
  return deadLetters.flatMap(({ source, recordHash, code }) => {
    const original = sent.get(source);
    if (original === undefined) return [`dead letter from nowhere (${code}): ${source}`];
    if (original !== recordHash) return [`dead letter with other bytes (${code}): ${source}`];
    return unreadable.has(original) ? [] : [`dead letter of a readable record (${code}): ${source}`];
  });
}

const mayBeUnreadable = ({ fate }: ExpectedFate): boolean => fate === 'UNREADABLE' || fate === 'ANY';

/** Records of the same bytes are judged together: any one of them may be the one that is stored. */
function checkGroup(intents: readonly Intent[], seen: readonly RecordFate[]): readonly Violation[] {
  const [first] = intents;
  if (first === undefined) return [];
  const missing = intents.length - seen.length;
  const unsent = missing > 0 ? [`${missing} not on the inbound topic: line ${first.line}`] : [];
  const { expected } = first;
  const wrong = seen.filter((record) => !isAsExpected(record, expected));
  const strayed = wrong.map(
    ({ place, fates }) => `${fates.join('+') || 'lost'} instead of ${nameOf(expected)}: ${place}`,
  );
  const storedCount = seen.filter(({ fates }) => fates.includes('STORED')).length;
  const torn = expected.fate === 'STORED' && storedCount !== 1 ? [`${storedCount} rows: line ${first.line}`] : [];
  return [...unsent, ...strayed, ...torn];
}

const fitting: Readonly<Record<ExpectedFate['fate'], readonly SeenFate[]>> = {
  STORED: ['STORED', 'DUPLICATE'],
  DELETED: ['ERASED'],
  DUPLICATE: ['DUPLICATE'],
  CONFLICT: ['CONFLICT'],
  REJECTED: ['REJECTED'],
  UNREADABLE: ['DEAD_LETTER'],
  ANY: ['STORED', 'ERASED', 'DUPLICATE', 'CONFLICT', 'LATE', 'REJECTED', 'DEAD_LETTER'],
};

function isAsExpected({ fates, codes }: RecordFate, expected: ExpectedFate): boolean {
  if (fates.length === 0 || !fates.every((fate) => fitting[expected.fate].includes(fate))) return false;
  if (expected.fate === 'REJECTED') return expected.codes.every((code) => codes.includes(code));
  return expected.fate === 'UNREADABLE' ? codes.includes(expected.code) : true;
}

function nameOf(expected: ExpectedFate): string {
  if (expected.fate === 'REJECTED') return `REJECTED ${expected.codes.join()}`;
  return expected.fate === 'UNREADABLE' ? `UNREADABLE ${expected.code}` : expected.fate;
}
