import { StoreError } from '@varselvakt/store';
import { dayNamedIn, type FakeAct, type FakeCall } from './fake-act.ts';
import { type AggregateRow, nextNumber, refOf } from './fake-tables.ts';
import { knownActs } from './known-acts.ts';
import { readArray, readCopyRows, readDay, readInstant, readNumbers, readTexts, readUuid } from './read-binary.ts';

const placeOf = (topic: unknown, partition: unknown): string => `${topic}/${partition}`;
const duplicate = (constraint: string): StoreError =>
  new StoreError('STORE_RACED', '', { sqlState: '23505', constraint });
const noBytes = Buffer.alloc(0);

function movePositions({ tables, params }: FakeCall): number {
  const [topics, partitions, firsts, nexts] = [readTexts(params[0]), ...[1, 2, 3].map((at) => readNumbers(params[at]))];
  return (topics ?? []).filter((topic, index) => {
    const place = placeOf(topic, partitions?.[index]);
    if ((tables.positions.get(place) ?? -1) > Number(firsts?.[index])) return false;
    tables.positions.set(place, Number(nexts?.[index]));
    return true;
  }).length;
}

function readPositions({ tables, params }: FakeCall) {
  const partitions = readNumbers(params[1]);
  return readTexts(params[0]).flatMap((topic, index) => {
    const next = tables.positions.get(placeOf(topic, partitions[index]));
    return next === undefined ? [] : [{ topic, partition: partitions[index], next_offset: String(next) }];
  });
}

function copyIdentities({ tables, params }: FakeCall): number {
  const rows = readCopyRows(params[0] as Buffer);
  for (const row of rows) {
    const [event, aggregate, hash, topic, partition, offset, key, source, sourcePartition, sourceOffset] = row.map(
      (field) => field ?? noBytes,
    );
    if (event === undefined || aggregate === undefined || hash === undefined)
      throw new TypeError('a row of other form');
    const eventId = readUuid(event);
    if (tables.identities.has(eventId)) throw duplicate('event_identity_pkey');
    tables.identities.set(eventId, {
      eventId,
      aggregateId: readUuid(aggregate),
      contentHash: Buffer.from(hash),
      logTopic: Number(topic?.readInt16BE()),
      logPartition: Number(partition?.readInt16BE()),
      logOffset: Number(offset?.readBigInt64BE()),
      logKey: row[6] === null || key === undefined ? null : Buffer.from(key),
      sourceTopic: Number(source?.readInt16BE()),
      sourcePartition: Number(sourcePartition?.readInt16BE()),
      sourceOffset: Number(sourceOffset?.readBigInt64BE()),
    });
  }
  return rows.length;
}

function copyContents({ tables, params }: FakeCall): number {
  const rows = readCopyRows(params[0] as Buffer);
  for (const [day, event, aggregate, payload] of rows) {
    if (!day || !event || !aggregate || !payload) throw new TypeError('a row of other form');
    if (!tables.days.has(readDay(day))) throw new StoreError('STORE_RACED', '', { sqlState: '23514' });
    const eventId = readUuid(event);
    tables.contents.set(eventId, {
      day: readDay(day),
      eventId,
      aggregateId: readUuid(aggregate),
      payload: Buffer.from(payload),
    });
  }
  return rows.length;
}

function copyAggregates({ tables, params }: FakeCall): number {
  const rows = readCopyRows(params[0] as Buffer);
  for (const row of rows) {
    const field = (at: number): Buffer => row[at] ?? noBytes;
    const text = (at: number): string | null => row[at]?.toString() ?? null;
    const aggregateId = readUuid(field(0));
    if (tables.aggregates.has(aggregateId)) throw duplicate('aggregate_pkey');
    tables.aggregates.set(aggregateId, {
      aggregateId,
      lastEventId: readUuid(field(1)),
      deleteAt: readInstant(field(2)),
      contentDay: readDay(field(3)),
      eventCount: field(4).readInt32BE(),
      kind: text(5),
      state: text(6) ?? '',
      retentionSource: text(7) ?? '',
      deletionCause: text(8) ?? '',
      pendingOperation: text(9),
      pendingUntil: row[10] ? readInstant(row[10]) : null,
      producerId: text(11) ?? '',
      label: text(12) ?? '',
      groupId: text(13),
      organisationNumber: text(14) ?? '',
      groupRef: row[15] ? readUuid(row[15]) : null,
      deletingSince: null,
    });
  }
  return rows.length;
}

const changedColumns = [
  'aggregateId',
  'lastEventId',
  'deleteAt',
  'contentDay',
  'eventCount',
  'state',
  'retentionSource',
  'deletionCause',
];
const allColumns = [
  ...changedColumns.slice(0, 5),
  'kind',
  ...changedColumns.slice(5),
  'pendingOperation',
  'pendingUntil',
  'producerId',
  'label',
  'groupId',
  'organisationNumber',
];

/** The arrays of some columns, and last the counts that the rows were read with. */
const updateColumns =
  (columns: readonly string[]): FakeAct =>
  ({ tables, params }) => {
    const arrays = params.map(readArray);
    const previousCounts = arrays.at(-1) ?? [];
    return (arrays[0] ?? []).filter((id, index) => {
      const stored = tables.aggregates.get(String(id));
      if (stored === undefined || stored.deletingSince !== null || stored.eventCount !== previousCounts[index])
        return false;
      const given = Object.fromEntries(columns.map((name, column) => [name, arrays[column]?.[index] ?? null]));
      const row = { ...stored, ...given } as AggregateRow;
      const isAsked = stored.deletionCause === 'OPERATOR' || stored.deletionCause === 'PRODUCER_OFFBOARDED';
      const asked = { deleteAt: Math.min(stored.deleteAt, row.deleteAt), deletionCause: stored.deletionCause };
      const groupRef = row.groupId === null ? null : refOf(row.label, row.groupId);
      tables.aggregates.set(row.aggregateId, { ...row, ...(isAsked ? asked : {}), groupRef });
      return true;
    }).length;
  };

function moveContent({ tables, params, text }: FakeCall): number {
  const [day, days] = [dayNamedIn(text), readNumbers(params[1])];
  const next = new Map(readTexts(params[0]).map((id, index) => [id, days[index] ?? 0]));
  for (const row of tables.contents.values()) {
    const to = next.get(row.aggregateId);
    if (row.day === day && to !== undefined) tables.contents.set(row.eventId, { ...row, day: to });
  }
  return next.size;
}

function insertGroups({ tables, params }: FakeCall): number {
  const caseIds = readTexts(params[1]);
  const refs = readTexts(params[0]);
  refs.forEach((ref, index) => {
    if (tables.groups.has(ref)) throw duplicate('case_group_pkey');
    tables.groups.set(ref, { caseId: caseIds[index] ?? null, erasingSince: null });
  });
  return refs.length;
}

function insertOutbox({ tables, params }: FakeCall): number {
  const [owners = [], kinds = [], topics = [], partitions = [], keys = [], values = [], headers = []] =
    params.map(readArray);
  owners.forEach((owner, index) => {
    tables.outbox.set(nextNumber(tables), {
      owner: String(owner),
      kind: String(kinds[index]),
      topic: String(topics[index]),
      partition: partitions[index] as number | null,
      key: keys[index] as Buffer | null,
      value: values[index] as Buffer | null,
      headers: JSON.parse(String(headers[index])),
    });
  });
  return owners.length;
}

function readOutbox({ tables, params }: FakeCall) {
  const [owner, maxCount, maxBytes] = params;
  let byteCount = 0;
  return [...tables.outbox]
    .filter(([, line]) => line.owner === owner)
    .toSorted(([one], [other]) => one - other)
    .slice(0, Number(maxCount))
    .filter(([, { value }]) => {
      const before = byteCount;
      byteCount += value?.length ?? 0;
      return before < Number(maxBytes);
    })
    .map(([outboxId, line]) => ({ outbox_id: String(outboxId), ...line }));
}

function claimDay({ tables, params }: FakeCall) {
  const day = Date.parse(String(params[0])) / 86_400_000;
  if (tables.days.has(day)) return [];
  tables.days.add(day);
  return [{ table_name: `event_content_${String(params[0]).replaceAll('-', '')}` }];
}

function insertTopics({ tables, params }: FakeCall): number {
  for (const name of readTexts(params[0]))
    if (!tables.topics.has(name)) tables.topics.set(name, tables.topics.size + 1);
  return 1;
}

/** What the persister writes and asks besides what it knows, by the names of its acts. */
export const ingestActs: Readonly<Record<string, FakeAct>> = {
  ...knownActs,
  'move-log-positions': movePositions,
  'read-log-positions': readPositions,
  'read-log-position': ({ tables, params }) => {
    const next = tables.positions.get(placeOf(params[0], params[1]));
    return next === undefined ? [] : [{ next_offset: String(next) }];
  },
  'read-clock': ({ now }) => [{ now_ms: now }],
  'lock-case-groups': ({ tables, params }) =>
    readTexts(params[0]).filter((ref) => tables.groups.get(ref)?.erasingSince === null).length,
  'copy-event-identities': copyIdentities,
  'copy-event-contents': copyContents,
  'copy-aggregates': copyAggregates,
  'update-aggregates': updateColumns(changedColumns),
  'update-pending-aggregates': updateColumns(allColumns),
  'move-content': moveContent,
  'mark-content-partitions-dirty': () => 0,
  'add-to-event-tally': () => 0,
  'insert-case-groups': insertGroups,
  'insert-outbox-lines': insertOutbox,
  'notify-deletion-due': () => 0,
  'claim-content-partition': claimDay,
  'create-content-partition': () => 0,
  'insert-topics': insertTopics,
  'read-topics': ({ tables }) => [...tables.topics].map(([name, topic_number]) => ({ name, topic_number })),
  'read-outbox-lines': readOutbox,
  'delete-outbox-lines': ({ tables, params }) => readNumbers(params[1]).filter((id) => tables.outbox.delete(id)).length,
};
