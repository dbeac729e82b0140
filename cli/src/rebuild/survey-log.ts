import { createEventDecoder } from '@varselvakt/codec';
import { type HardDeleted, isUuid } from '@varselvakt/domain';
import type { TopicAccess } from '@varselvakt/inspection';
import type { IncomingRecord } from '@varselvakt/kafka';
import { logSubjects } from '@varselvakt/pipeline';
import type { AnnouncedErasure } from '@varselvakt/store';
import { createFirstPlaces, type FirstPlaces } from './first-places.ts';
import { type LogStretch, readStretch } from './read-stretch.ts';

/** What must be known of the whole event log before its first record is stored. */
export type LogSurvey = {
  readonly recordCount: number;
  readonly tombstonedKeyCount: number;
  /** What HardDeleted records announce, as far as these stand. */
  readonly erasures: readonly AnnouncedErasure[];
  /** HardDeleted records that cannot be read. */
  readonly unreadableCount: number;
  /** True for a record that a later tombstone of its partition has buried, or that repeats an event which was put back after it. */
  readonly isBuried: (record: IncomingRecord) => boolean;
  readonly firstPlaces: FirstPlaces;
};

type Notes = {
  readonly tombstones: Map<string, bigint>;
  readonly erasures: Map<string, AnnouncedErasure>;
  recordCount: number;
  unreadableCount: number;
};

const hardDeletedKey = 'hard-deleted:';

/** Reads the log once; some 150 bytes of memory for each key with a tombstone. Throws KafkaError, RegistryUnavailable. */
export async function surveyLog(
  access: TopicAccess,
  stretch: LogStretch,
  onRead: (recordCount: number) => void,
): Promise<LogSurvey> {
  const notes: Notes = { tombstones: new Map(), erasures: new Map(), recordCount: 0, unreadableCount: 0 };
  const firstPlaces = createFirstPlaces();
  const decoder = createEventDecoder({
    registry: access.registry,
    readers: [logSubjects(access.topics.events)[1]],
    now: Date.now,
  });
  await readStretch(access, stretch, async (records) => {
    const announced = records.filter(({ key, value }) => value !== null && isHardDeletedKey(key));
    await decoder.prepare(announced);
    for (const record of records) {
      noteTombstone(record, notes);
      firstPlaces.note(record);
    }
    for (const record of announced) {
      const decoded = decoder.decode(record.value, record.headers);
      noteErasure(record, decoded.ok ? decoded.value : null, notes);
    }
    notes.recordCount += records.length;
    onRead(records.length);
  });
  return {
    recordCount: notes.recordCount,
    tombstonedKeyCount: notes.tombstones.size,
    erasures: [...notes.erasures.entries()].filter(([place]) => !notes.tombstones.has(place)).map(([, one]) => one),
    unreadableCount: notes.unreadableCount,
    isBuried: (record) =>
      record.offset < (notes.tombstones.get(placeOf(record)) ?? 0n) || firstPlaces.isOutdated(record),
    firstPlaces,
  };
}

const isHardDeletedKey = (key: Buffer | null): boolean =>
  key !== null && key.toString('latin1', 0, hardDeletedKey.length) === hardDeletedKey;

/** Within a partition: a tombstone elsewhere buries nothing. */
const placeOf = ({ partition, key }: IncomingRecord): string => `${partition} ${key?.toString('latin1')}`;

function noteTombstone(record: IncomingRecord, { tombstones }: Notes): void {
  if (record.key !== null && record.value === null) tombstones.set(placeOf(record), record.offset);
}

function noteErasure(record: IncomingRecord, announced: HardDeleted | null, notes: Notes): void {
  if (announced === null || !isUuid(announced.aggregateId) || !isUuid(announced.receiptId)) {
    notes.unreadableCount += 1;
    return;
  }
  const { cause } = announced;
  notes.erasures.set(placeOf(record), {
    ...announced,
    // A newer version knows more causes; the ledger knows these.
    cause: cause === 'OTHER' ? 'OPERATOR' : cause,
    partition: record.partition,
  });
}
