import { type Figure, type Figures, inWords, longest, sum } from './erasure-figures.ts';

/** A place where something of a case or notification can be. */
export interface ErasurePlace {
  readonly where: string;
  readonly what: string;
  readonly leaves: string;
  readonly longest: string;
  readonly sources: readonly string[];
}

type Row = readonly [where: string, what: string, leaves: string, longest: string, figure?: Figure];

/** Every place, with the longest time that anything personal can stay there. */
export function listErasurePlaces(figures: Figures): readonly ErasurePlace[] {
  return [
    ...textPlaces(figures),
    ...passingPlaces(),
    ...tablePlaces(figures),
    ...tracePlaces(figures),
    ...outsidePlaces(),
  ].map(([where, what, leaves, time, figure]) => ({
    where,
    what,
    leaves,
    longest: time,
    sources: figure?.sources ?? [],
  }));
}

/** Where texts, recipients and addresses lie. */
function textPlaces({ setting, topic }: Figures): readonly Row[] {
  const inbound = sum(topic('inbound', 'retention.ms'), topic('inbound', 'segment.ms'));
  const purge = setting('INBOUND_PURGE_AFTER_SECONDS');
  const run = setting('DELETER_INTERVAL_SECONDS');
  const rolled = sum(topic('events', 'segment.ms'), setting('DELETER_MARKER_INTERVAL_SECONDS'));
  const compacted = longest(rolled, topic('events', 'max.compaction.lag.ms'));
  const rewritten = sum(setting('CONTENT_REWRITE_HOURS'), run);
  const letters = sum(topic('dead-letter', 'retention.ms'), topic('dead-letter', 'segment.ms'));
  return [
    [
      'inbound topics',
      'every event as the producer wrote it, refused ones too',
      `what is judged is cut off (deleteRecords) after ${inWords(purge)}, never beyond what the validators have committed: from then on no consumer can read it. The bytes go with their segment file`,
      `${inWords(inbound)} after it was written`,
      { ...inbound, sources: [...inbound.sources, ...purge.sources] },
    ],
    [
      'event log',
      'accepted events',
      'a tombstone for each, in its own partition; the text goes when Kafka has compacted the segment. A record an interval closes segments that nobody writes to any more',
      `${inWords(compacted)} after the tombstone, which is written at most ${inWords(run)} after the deletion is due, and the time that the cleaner itself needs`,
      sum(compacted, run),
    ],
    [
      '`event_content` in Postgres',
      'accepted events',
      'the rows go in the transaction that writes the ledger; their bytes when the partition of the day is dropped or, where something in it lives on, rewritten into a new file',
      `${inWords(rewritten)} after the rows are gone`,
      rewritten,
    ],
    [
      'dead letters',
      'original bytes of what could not be read, sent on or stored',
      'retention of the topic alone: they belong to no aggregate that could be looked up, as they could not be read',
      `${inWords(letters)} after it was written`,
      letters,
    ],
  ];
}

/** Where ids, hashes, times and codes lie, and no texts. */
function tracePlaces({ setting, topic }: Figures): readonly Row[] {
  const tombstones = topic('events', 'delete.retention.ms');
  const announced = setting('HARD_DELETE_RECORD_DAYS');
  const feedback = sum(topic('feedback', 'retention.ms'), topic('feedback', 'segment.ms'));
  return [
    [
      'tombstones on the event log',
      'event id and a part of the content hash',
      'compaction removes a tombstone some time after it has removed the record',
      `${inWords(tombstones)} after compaction, and the next compaction`,
      tombstones,
    ],
    [
      '`HardDeleted` records on the event log',
      'aggregate id, producer, label, group id, times',
      'tombstoned themselves, when every reader has had time to act',
      `${inWords(announced)}, then as any record`,
      announced,
    ],
    [
      'feedback topics',
      'event id, aggregate id, producer, codes, places; no text and no number',
      'retention of the topic',
      `${inWords(feedback)} after it was written`,
      feedback,
    ],
    ['logs and metrics', 'codes, counts, topics and offsets', 'nothing personal is written there (tested)', 'nothing'],
    ['schema registry', 'schemas', 'nothing personal is sent there', 'nothing'],
    ['consumer offsets', 'offsets', 'nothing personal is written there', 'nothing'],
  ];
}

/** Where texts pass through, without a time of ours. */
function passingPlaces(): readonly Row[] {
  return [
    [
      '`outbox` in Postgres',
      'feedback, tombstones; dead letters of the persister with their original bytes',
      'a line goes when Kafka has acknowledged it. Deleted rows of any Postgres table lie in its pages until VACUUM frees them and later rows overwrite them (the table is set to be vacuumed after 5,000 rows); after a dead letter in the log of the persister, `VACUUM FULL outbox` shortens that',
      'seconds as a row; as bytes of a dead row not bounded by us',
    ],
    [
      'write-ahead log of Postgres (`pg_wal`)',
      'whatever was written to the tables',
      'Postgres recycles a segment two checkpoints after it was written, and a recycled file keeps its old bytes until they are overwritten (`wal_recycle = off` unlinks it instead). Replication slots and `wal_keep_size` hold it back; archived WAL is a backup',
      '2 × `checkpoint_timeout` (10 min by default) with `wal_recycle = off`, once something is written; otherwise until the file is written over: a setting of the server, not bounded by us',
    ],
    [
      'memory of the services',
      'what is being worked on',
      'nothing is kept after a batch; swap and core dumps are settings of the machine',
      'seconds',
    ],
  ];
}

/** Tables without texts. */
function tablePlaces({ setting }: Figures): readonly Row[] {
  const tally = setting('EVENT_TALLY_DAYS');
  return [
    [
      '`aggregate`, `event_identity`, `case_group`, `deletion_plan`',
      'ids, label, organisation number, group id, times',
      'the rows go in the transaction that writes the ledger; dead rows as said of the outbox',
      'at once as rows; as bytes of dead rows not bounded by us',
    ],
    [
      '`erasure`, `erasure_chain`, `erasure_sweep`, `erasure_finding`',
      'a keyed hash of the aggregate id, producer, label, times, counts',
      'never: the proof of the deletion. The key is in `installation` and nowhere else',
      'for ever',
    ],
    [
      '`legal_hold`, `operator_action`',
      'ids that an operator named, who did it and why (reasons must name no person that is written to)',
      'never: the audit of what people did',
      'for ever',
    ],
    [
      '`event_tally`',
      'how many events of which type a producer has published on a day, and who decided how long they are kept; no id',
      'the deleter forgets days that are longer ago, at most an hour later',
      inWords(tally),
      tally,
    ],
    [
      '`event_content_partition`, `log_position`, `log_topology`, `topic`, `deletion_control`',
      'days, offsets, counts, names of topics',
      'nothing personal is written there',
      'nothing',
    ],
  ];
}

/** What we cannot reach. */
function outsidePlaces(): readonly Row[] {
  return [
    [
      'backups of Postgres, archived WAL, snapshots of discs, mirrored topics',
      'what the original held',
      'the operator’s duty: keep them no longer than the law allows. After a restore run `varselvakt erasure sweep`; what was erased after the backup is missing in the restored ledger, so the tables are better rebuilt from the event log',
      'as the operator sets it',
    ],
    [
      'readers of the event log',
      'what they have copied',
      'they are told by `HardDeleted` and tombstones; theirs to carry out',
      'as the reader sets it',
    ],
    ['the producer', 'the original', 'the producer’s own duty', 'as the producer sets it'],
  ];
}
