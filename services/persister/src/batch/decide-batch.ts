import { readFirstOffset } from '@varselvakt/pipeline';
import { type AggregateRow, type BatchWrites, groupKeyOf, type KnownEvent, type KnownRows } from '@varselvakt/store';
import { foldAggregate } from '../domain/fold-aggregate.ts';
import type { LoggedEvent } from '../domain/logged-event.ts';
import type { RefusalCode } from '../domain/refusal.ts';

/** What became of one event of a batch. `tombstone` = its record must go from the log. */
export type EventFate =
  | { readonly outcome: 'STORED'; readonly event: LoggedEvent; readonly shortened: boolean }
  /** The same inbound record again, after a crash: nobody is told. */
  | { readonly outcome: 'REDELIVERED'; readonly event: LoggedEvent; readonly remedy: RepeatRemedy }
  | { readonly outcome: 'DUPLICATE'; readonly event: LoggedEvent; readonly remedy: RepeatRemedy }
  | {
      readonly outcome: 'REFUSED';
      readonly event: LoggedEvent;
      readonly code: RefusalCode;
      readonly tombstone: boolean;
    }
  /** Accepted although it must not have been: a fault of ours, for the dead letters. */
  | { readonly outcome: 'INVALID'; readonly event: LoggedEvent };

/**
 * What a repeat needs. It has the key of the stored record, and compaction will keep whatever is last: PUT_BACK = the stored record goes behind
 * it, or whoever reads the compacted log would see other bytes, later than they were. TOMBSTONE = its aggregate is being deleted, and the
 * tombstone of its key may lie before it already.
 */
type RepeatRemedy = 'NONE' | 'PUT_BACK' | 'TOMBSTONE';

/** The decision about a batch: rows to write and the fate of every event, in order. */
export type BatchDecision = Omit<BatchWrites, 'outbox' | 'newEvents'> & {
  readonly stored: readonly LoggedEvent[];
  readonly fates: readonly EventFate[];
};

/** A row as it becomes, and as it is stored (null = not yet). */
type WorkingAggregate = { row: AggregateRow; readonly before: AggregateRow | null };

type Work = {
  readonly known: KnownRows;
  readonly nowOf: NowOf;
  readonly aggregates: Map<string, WorkingAggregate>;
  readonly events: Map<string, LoggedEvent>;
  readonly groups: Map<string, { readonly label: string; readonly groupId: string; readonly caseId: string }>;
};

/** The instant at which an event is stored, milliseconds since the epoch. */
export type NowOf = (event: LoggedEvent, known: KnownRows) => number;

/** Decides a batch, in the order of the log, from what is stored. Pure. */
export function decideBatch(
  events: readonly LoggedEvent[],
  known: KnownRows,
  nowOf: NowOf = () => known.now,
): BatchDecision {
  const work: Work = { known, nowOf, aggregates: new Map(), events: new Map(), groups: new Map() };
  const fates = events.map((event) => decideEvent(event, work));
  const touched = [...work.aggregates.values()];
  return {
    fates,
    stored: [...work.events.values()],
    newAggregates: touched.flatMap(({ row, before }) => (before === null ? [row] : [])),
    changedAggregates: touched.flatMap(({ row, before }) => (before === null ? [] : [{ row, before }])),
    joinedGroups: findJoinedGroups(touched, known),
    newCaseGroups: [...work.groups.values()],
    deletionDue: fates.some((fate) => fate.outcome === 'STORED' && isDeletionRequest(fate.event)),
    repeatedEvents: findRepeatedEvents(fates, work),
  };
}

/** Those that are to be put back, and where their contents lie when the batch is stored. */
function findRepeatedEvents(fates: readonly EventFate[], { known, aggregates }: Work): BatchWrites['repeatedEvents'] {
  const days = new Map<string, number>();
  for (const fate of fates) {
    if (!('remedy' in fate) || fate.remedy !== 'PUT_BACK') continue;
    const { eventId, aggregateId } = fate.event;
    const stored = aggregates.get(aggregateId)?.row ?? known.aggregates.get(aggregateId);
    if (stored !== undefined) days.set(eventId, stored.contentDay);
  }
  return [...days].map(([eventId, contentDay]) => ({ eventId, contentDay }));
}

/** New aggregates in groups that a case owned already: its deletion must wait for this batch, or it would miss them. */
function findJoinedGroups(touched: readonly WorkingAggregate[], { groups }: KnownRows): BatchWrites['joinedGroups'] {
  const joined = new Map<string, { readonly label: string; readonly groupId: string }>();
  for (const { row, before } of touched) {
    const { label, groupId } = row;
    if (before !== null || groupId === null) continue;
    const key = groupKeyOf(label, groupId);
    if (groups.has(key)) joined.set(key, { label, groupId });
  }
  return [...joined.values()];
}

const isDeletionRequest = ({ retention }: LoggedEvent): boolean => retention.operation === 'DELETE_NOW';

function decideEvent(event: LoggedEvent, work: Work): EventFate {
  const earlier = work.events.get(event.eventId);
  if (earlier !== undefined) return decideRepeat(event, { ...earlier, logOffset: earlier.record.offset }, false);
  const stored = work.known.events.get(event.eventId);
  const isDeleting = work.known.aggregates.get(event.aggregateId)?.deleting === true;
  if (stored !== undefined) return decideRepeat(event, stored, isDeleting);
  const refusal = findRefusal(event, work);
  if (refusal !== null) return { outcome: 'REFUSED', event, code: refusal, tombstone: true };
  const working = work.aggregates.get(event.aggregateId);
  const before = working?.row ?? work.known.aggregates.get(event.aggregateId) ?? null;
  const folded = foldAggregate(before, event, work.nowOf(event, work.known));
  if (folded.outcome === 'INVALID') return { outcome: 'INVALID', event };
  if (folded.outcome === 'REFUSED') return { ...folded, event, tombstone: true };
  work.events.set(event.eventId, event);
  const { row } = folded;
  if (working === undefined) {
    work.aggregates.set(event.aggregateId, { row, before });
  } else {
    working.row = row;
  }
  claimGroup(event, row, work);
  return { outcome: 'STORED', event, shortened: folded.shortened };
}

type FirstRecord = Pick<KnownEvent, 'contentHash' | 'source' | 'logOffset'>;

function decideRepeat(event: LoggedEvent, known: FirstRecord, isDeleting: boolean): EventFate {
  const { contentHash, source } = event;
  if (Buffer.compare(contentHash, known.contentHash) !== 0) {
    // The key holds the first 8 bytes of the hash: with equal ones the loser's key is the winner's, and stays.
    const sameKey = Buffer.compare(contentHash.subarray(0, 8), known.contentHash.subarray(0, 8)) === 0;
    return { outcome: 'REFUSED', event, code: 'CONFLICT', tombstone: !sameKey };
  }
  const redelivered =
    source.offset === known.source.offset &&
    source.partition === known.source.partition &&
    source.topic === known.source.topic;
  return {
    outcome: redelivered ? 'REDELIVERED' : 'DUPLICATE',
    event,
    remedy: decideRemedy(event.record, known.logOffset, isDeleting),
  };
}

function decideRemedy(
  { offset, headers }: LoggedEvent['record'],
  firstOffset: bigint,
  isDeleting: boolean,
): RepeatRemedy {
  if (offset === firstOffset) return 'NONE';
  if (isDeleting) return 'TOMBSTONE';
  return readFirstOffset(headers) === firstOffset ? 'NONE' : 'PUT_BACK';
}

/** What the ledger, a planned deletion or the owner of the group forbid. */
function findRefusal(
  { aggregateId, label, groupId, bodyType }: LoggedEvent,
  { known, groups }: Work,
): RefusalCode | null {
  if (known.aggregates.get(aggregateId)?.deleting === true || known.erasedAggregateIds.has(aggregateId)) return 'LATE';
  if (groupId === null) return null;
  const key = groupKeyOf(label, groupId);
  const owner = known.groups.get(key) ?? groups.get(key);
  if (owner === undefined) return null;
  if ('erasing' in owner && owner.erasing) return 'LATE';
  return bodyType === 'CaseOpened' && owner.caseId !== aggregateId ? 'GROUP_ID_TAKEN' : null;
}

function claimGroup({ aggregateId, bodyType }: LoggedEvent, row: AggregateRow, { known, groups }: Work): void {
  if (bodyType !== 'CaseOpened' || row.groupId === null) return;
  const key = groupKeyOf(row.label, row.groupId);
  if (known.groups.has(key)) return;
  groups.set(key, { label: row.label, groupId: row.groupId, caseId: aggregateId });
}
