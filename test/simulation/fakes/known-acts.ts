import { dayNamedIn, type FakeAct, type FakeCall } from './fake-act.ts';
import { type AggregateRow, keyOf, nameOfTopic, refOf } from './fake-tables.ts';
import { readTexts } from './read-binary.ts';

function readKnownEvents({ tables, params }: FakeCall) {
  return readTexts(params[0]).flatMap((id) => {
    const row = tables.identities.get(id);
    if (row === undefined) return [];
    return [
      {
        event_id: id,
        content_hash: row.contentHash,
        log_offset: String(row.logOffset),
        source_topic: nameOfTopic(tables, row.sourceTopic),
        source_partition: row.sourcePartition,
        source_offset: row.sourceOffset,
      },
    ];
  });
}

function readAggregates({ tables, params }: FakeCall) {
  return [...new Set(readTexts(params[0]))].flatMap((id) => {
    const row = tables.aggregates.get(id);
    return row === undefined ? [] : [toRow(row)];
  });
}

const toRow = (row: AggregateRow) => ({
  aggregate_id: row.aggregateId,
  kind: row.kind,
  state: row.state,
  producer_id: row.producerId,
  label: row.label,
  group_id: row.groupId,
  organisation_number: row.organisationNumber,
  event_count: row.eventCount,
  last_event_id: row.lastEventId,
  delete_at_ms: row.deleteAt,
  content_day: row.contentDay,
  retention_source: row.retentionSource,
  deletion_cause: row.deletionCause,
  deleting: row.deletingSince !== null,
  pending_operation: row.pendingOperation,
  pending_until_ms: row.pendingUntil,
});

function readErased({ tables, params }: FakeCall) {
  const erased = new Set(
    [...tables.erasures.values()].flatMap((line) => (line.kind === 'PENDING' ? [] : [line.aggregateId])),
  );
  return readTexts(params[0]).flatMap((id) => (erased.has(id) ? [{ aggregate_id: id }] : []));
}

function readGroups({ tables, params }: FakeCall) {
  const groupIds = readTexts(params[1]);
  return readTexts(params[0]).map((label, index) => {
    const groupId = groupIds[index] ?? '';
    const ref = refOf(label, groupId);
    const owner = tables.groups.get(ref);
    const erasing = owner !== undefined && owner.erasingSince !== null;
    return {
      label,
      group_id: groupId,
      group_ref: ref,
      owned: owner !== undefined,
      case_id: owner?.caseId ?? null,
      erasing,
    };
  });
}

function readStoredRecords({ tables, params, text }: FakeCall) {
  const day = dayNamedIn(text);
  return readTexts(params[0])
    .flatMap((id) => tables.identities.get(id) ?? [])
    .filter(({ aggregateId }) => tables.aggregates.get(aggregateId)?.deletingSince === null)
    .toSorted((one, other) => one.logPartition - other.logPartition || one.logOffset - other.logOffset)
    .map((row) => {
      const content = tables.contents.get(row.eventId);
      return {
        topic: nameOfTopic(tables, row.logTopic),
        partition: row.logPartition,
        offset: String(row.logOffset),
        key: keyOf(row),
        payload: content?.day === day ? content.payload : null,
      };
    });
}

/** What the persister asks of what is stored before it decides, by the names of its acts. */
export const knownActs: Readonly<Record<string, FakeAct>> = {
  'read-known-events': readKnownEvents,
  'read-aggregates': readAggregates,
  'read-erased-aggregates': readErased,
  'read-case-groups': readGroups,
  'read-stored-records-in': readStoredRecords,
};
