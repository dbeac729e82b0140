import { dayNamedIn, type FakeAct, type FakeCall } from './fake-act.ts';
import { type AggregateRow, type FakeTables, keyOf, nameOfTopic, nextNumber, receiptOf } from './fake-tables.ts';
import { readArray, readNumbers, readTexts } from './read-binary.ts';

const toCandidate = (row: AggregateRow) => ({
  aggregate_id: row.aggregateId,
  kind: row.kind,
  producer_id: row.producerId,
  label: row.label,
  group_id: row.groupId,
  group_ref: row.groupRef,
  event_count: row.eventCount,
  deletion_cause: row.deletionCause,
  delete_at_ms: row.deleteAt,
  content_day: row.contentDay,
});

const isDue = ({ deletingSince, deleteAt }: AggregateRow, now: number): boolean =>
  deletingSince === null && deleteAt <= now;

function lockDue({ tables, params, now }: FakeCall) {
  const [maxCount, , dueFrom] = params;
  const [excludedIds, excludedProducers] = [new Set(readTexts(params[1])), new Set(readTexts(params[3]))];
  const from = dueFrom instanceof Date ? dueFrom.getTime() : Number.NEGATIVE_INFINITY;
  return [...tables.aggregates.values()]
    .filter((row) => isDue(row, now) && row.deleteAt >= from)
    .filter((row) => !excludedIds.has(row.aggregateId) && !excludedProducers.has(row.producerId))
    .toSorted((one, other) => one.deleteAt - other.deleteAt)
    .slice(0, Number(maxCount))
    .map(toCandidate);
}

function lockGroupsOfCases({ tables, params }: FakeCall) {
  const caseIds = new Set(readTexts(params[0]));
  return [...tables.groups]
    .filter(([, { caseId }]) => caseId !== null && caseIds.has(caseId))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([group_ref, { caseId }]) => ({ group_ref, case_id: caseId }));
}

/** Everything of the groups that are named which is not being deleted yet. */
export const membersOf = ({ tables, params }: FakeCall): readonly AggregateRow[] => {
  const refs = new Set(readTexts(params[0]));
  return [...tables.aggregates.values()]
    .filter(({ groupRef, deletingSince }) => groupRef !== null && refs.has(groupRef) && deletingSince === null)
    .toSorted((one, other) => (one.aggregateId < other.aggregateId ? -1 : 1));
};

/** The two acts that find the members of a group, by who counts as one. */
export const memberActs = (find: (call: FakeCall) => readonly AggregateRow[]): Readonly<Record<string, FakeAct>> => ({
  'lock-group-members': (call) => find(call).map(toCandidate),
  'count-group-members': (call) =>
    [...Map.groupBy(find(call), ({ groupRef }) => groupRef)].map(([group_ref, members]) => ({
      group_ref,
      member_count: members.length,
    })),
});

function markDeleting({ tables, params, now }: FakeCall) {
  const [causes, dueAts] = [readTexts(params[1]), readArray(params[2])];
  return readTexts(params[0]).flatMap((id, index) => {
    const stored = tables.aggregates.get(id);
    if (stored === undefined) return [];
    const dueAt = dueAts[index] === null ? stored.deleteAt : Number(dueAts[index]);
    const deletionCause = causes[index] ?? '';
    tables.aggregates.set(id, {
      ...stored,
      deletingSince: now,
      deletionCause,
      deleteAt: Math.min(stored.deleteAt, dueAt),
    });
    return [{ aggregate_id: id, receipt_id: receiptOf(id, deletionCause), planned_at_ms: now }];
  });
}

function insertPlan({ tables, params }: FakeCall) {
  const planNumber = nextNumber(tables);
  tables.plans.set(planNumber, readTexts(params[0]));
  return [{ plan_number: String(planNumber) }];
}

function markGroupsErasing({ tables, params, now }: FakeCall): number {
  const refs = readTexts(params[0]);
  for (const ref of refs) {
    const owner = tables.groups.get(ref);
    if (owner !== undefined) tables.groups.set(ref, { ...owner, erasingSince: now });
  }
  return refs.length;
}

/** Contents of these aggregates that lie in the partition that is named. */
function contentsIn({ tables, params, text }: FakeCall) {
  const [day, ids] = [dayNamedIn(text), new Set(readTexts(params[0]))];
  return [...tables.contents.values()].filter((row) => row.day === day && ids.has(row.aggregateId));
}

const readLogKeys: FakeAct = (call) =>
  contentsIn(call).flatMap(({ eventId, aggregateId }) => {
    const identity = call.tables.identities.get(eventId);
    if (identity === undefined) return [];
    const topic = nameOfTopic(call.tables, identity.logTopic);
    return [{ aggregate_id: aggregateId, topic, partition: identity.logPartition, key: keyOf(identity) }];
  });

const oldest = <Item>(rows: ReadonlyMap<number, Item>): readonly [number, Item] | null =>
  [...rows].toSorted(([one], [other]) => one - other)[0] ?? null;

function readOldestPlan({ tables }: FakeCall) {
  const plan = oldest(tables.plans);
  return plan === null ? [] : [{ plan_number: String(plan[0]), aggregate_ids: plan[1] }];
}

function readMarked({ tables, params }: FakeCall) {
  return readTexts(params[0]).flatMap((id) => {
    const row = tables.aggregates.get(id);
    if (row === undefined || row.deletingSince === null) return [];
    return [{ ...toCandidate(row), planned_at_ms: row.deletingSince, receipt_id: receiptOf(id, row.deletionCause) }];
  });
}

function deleteEvents(call: FakeCall) {
  const { tables, params } = call;
  const counts = new Map(readTexts(params[0]).map((id, index) => [id, readNumbers(params[1])[index]]));
  const gone = contentsIn(call).filter(({ eventId }) => {
    tables.contents.delete(eventId);
    return tables.identities.delete(eventId);
  });
  const byAggregate = [...Map.groupBy(gone, ({ aggregateId }) => aggregateId)];
  return [{ whole_count: byAggregate.filter(([id, events]) => counts.get(id) === events.length).length }];
}

function deleteAggregates({ tables, params, now }: FakeCall) {
  const counts = readNumbers(params[1]);
  const ids = readTexts(params[0]);
  for (const [ref, owner] of tables.groups)
    if (owner.caseId !== null && ids.includes(owner.caseId)) tables.groups.set(ref, { ...owner, caseId: null });
  const gone = ids.filter((id, index) => {
    const row = tables.aggregates.get(id);
    if (row === undefined || row.deletingSince === null || row.eventCount !== counts[index]) return false;
    tables.aggregates.delete(id);
    const kind = row.kind === 'CASE' ? 'CASE' : 'NOTIFICATION';
    const line = {
      aggregateId: id,
      dueAt: row.deleteAt,
      plannedAt: row.deletingSince,
      goneAt: now,
      eventCount: row.eventCount,
    };
    tables.erasures.set(nextNumber(tables), { ...line, kind: row.kind === null ? 'PENDING' : kind });
    return true;
  });
  return [{ gone_count: gone.length }];
}

function insertFeedback({ tables, params }: FakeCall) {
  const [partitions, keys, values] = [readNumbers(params[1]), readArray(params[2]), readArray(params[3])];
  const ids = partitions.map((partition, index) => {
    const id = nextNumber(tables);
    const [key, value] = [keys[index] as Buffer, values[index] as Buffer];
    tables.outbox.set(id, {
      owner: 'DELETER',
      kind: 'FEEDBACK',
      topic: String(params[0]),
      partition,
      key,
      value,
      headers: [],
    });
    return id;
  });
  const [first, last] = [ids[0], ids.at(-1)];
  return [{ first_id: first === undefined ? null : String(first), last_id: last === undefined ? null : String(last) }];
}

const ownFeedback = ({ outbox }: FakeTables) =>
  [...outbox].filter(([, { owner }]) => owner === 'DELETER').toSorted(([one], [other]) => one - other);

function removeFeedback({ tables, params }: FakeCall): number {
  const told = ownFeedback(tables).filter(([id]) => id >= Number(params[0]) && id <= Number(params[1]));
  for (const [id] of told) tables.outbox.delete(id);
  return told.length;
}

function hasten({ tables, now }: FakeCall): number {
  const late = [...tables.aggregates.values()].filter(
    (row) =>
      row.groupRef !== null &&
      row.deletingSince === null &&
      row.deleteAt > now &&
      (tables.groups.get(row.groupRef)?.erasingSince ?? null) !== null,
  );
  for (const row of late) tables.aggregates.set(row.aggregateId, { ...row, deleteAt: now });
  return late.length;
}

function unmark({ tables, params }: FakeCall): number {
  const ids = readTexts(params[0]);
  for (const id of ids) {
    const row = tables.aggregates.get(id);
    if (row !== undefined) tables.aggregates.set(id, { ...row, deletingSince: null });
  }
  return ids.length;
}

/** What the deleter asks, by the names of its acts. Nothing is paused, held or too much here. */
export const deleterActs: Readonly<Record<string, FakeAct>> = {
  'read-deletion-control': ({ now }) => [
    { now_ms: now, is_paused: false, stopped_since_ms: null, approved_count: null },
  ],
  'count-erased-by-day': () => [],
  'count-planned': ({ tables }) => [{ planned_count: [...tables.plans.values()].flat().length }],
  'count-plannable': ({ tables, now }) => [
    { due_count: [...tables.aggregates.values()].filter((row) => isDue(row, now)).length },
  ],
  'open-deletion-breaker': () => 0,
  'close-deletion-breaker': () => 0,
  'lock-planning-shared': () => [{}],
  'lock-due-aggregates': lockDue,
  'lock-groups-of-cases': lockGroupsOfCases,
  ...memberActs(membersOf),
  'mark-deleting': markDeleting,
  'insert-deletion-plan': insertPlan,
  'mark-groups-erasing': markGroupsErasing,
  'read-log-keys-in': readLogKeys,
  'read-oldest-deletion-plan': readOldestPlan,
  'read-marked-aggregates': readMarked,
  'delete-deletion-plan': ({ tables, params }) => Number(tables.plans.delete(Number(params[0]))),
  'delete-events-in': deleteEvents,
  'delete-aggregates': deleteAggregates,
  'unmark-deleting': unmark,
  'insert-deletion-feedback': insertFeedback,
  'read-deletion-feedback': ({ tables, params }) =>
    ownFeedback(tables)
      .slice(0, Number(params[0]))
      .map(([id, line]) => ({ outbox_id: String(id), ...line })),
  'remove-deletion-feedback': removeFeedback,
  'hasten-joined-late': hasten,
};
