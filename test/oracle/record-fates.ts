import type { Evidence, LogRecord, Outcome } from './evidence.ts';

/** Where an inbound record was found in the end. Exactly one of them is right. */
export type SeenFate = 'STORED' | 'ERASED' | 'DUPLICATE' | 'CONFLICT' | 'LATE' | 'REJECTED' | 'DEAD_LETTER';

export interface RecordFate {
  readonly place: string;
  readonly recordHash: string;
  readonly fates: readonly SeenFate[];
  /** Codes that it was refused or dead-lettered with. */
  readonly codes: readonly string[];
}

type Accepted = Extract<LogRecord, { type: 'ACCEPTED' }>;

/** What became of each inbound record; a lost one has no fate, a torn one more than one. */
export function findRecordFates(evidence: Evidence): readonly RecordFate[] {
  const accepted = new Map(evidence.log.filter(isAccepted).map((record) => [record.source, record]));
  const letters = Map.groupBy(evidence.deadLetters, ({ source }) => source);
  const outcomes = Map.groupBy(evidence.outcomes, ({ source }) => source);
  const rowSources = new Set(evidence.identities.map(({ source }) => source));
  return evidence.inbound.map(({ place, recordHash }) => {
    const fates = new Set<SeenFate>();
    const told = outcomes.get(place) ?? [];
    const letter = letters.get(place) ?? [];
    const event = accepted.get(place);
    if (letter.length > 0) fates.add('DEAD_LETTER');
    if (rowSources.has(place)) fates.add('STORED');
    if (event === undefined) addRefusal(fates, told);
    else addFateOfAccepted(fates, event, told, evidence.erasedAggregateIds);
    const codes = [...letter.map(({ code }) => code), ...told.flatMap((outcome) => outcome.codes)];
    return { place, recordHash, fates: [...fates], codes: [...new Set(codes)] };
  });
}

/** Narrows to events; exported for the checks. */
export function isAccepted(record: LogRecord): record is Accepted & LogRecord {
  return record.type === 'ACCEPTED';
}

function addRefusal(fates: Set<SeenFate>, told: readonly Outcome[]): void {
  if (told.some(({ outcome }) => outcome === 'REJECTED')) fates.add('REJECTED');
}

/** An event of an erased aggregate was stored before or came too late; afterwards nobody can tell, and nobody needs to. */
function addFateOfAccepted(
  fates: Set<SeenFate>,
  event: Accepted,
  told: readonly Outcome[],
  erased: ReadonlySet<string>,
): void {
  if (erased.has(event.aggregateId)) {
    fates.add('ERASED');
    return;
  }
  for (const { outcome } of told)
    if (outcome === 'DUPLICATE' || outcome === 'CONFLICT' || outcome === 'LATE' || outcome === 'REJECTED')
      fates.add(outcome);
}
