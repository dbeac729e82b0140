import { createEncoder, createRegistryClient, type RegistryClient } from '@varselvakt/codec';
import type { BatchControl, BatchHandler, ClusterAdmin, IncomingRecord, Sender } from '@varselvakt/kafka';
import { feedbackSubject, findSchemaId } from '@varselvakt/pipeline';
import { type ConfigOf, type ReleaseStack, toRegistryConnection } from '@varselvakt/runtime';
import { recordTopology } from '@varselvakt/store';
import { createStoring } from '../batch/create-storing.ts';
import type { NowOf } from '../batch/decide-batch.ts';
import { createLogDecoder } from '../batch/log-decoder.ts';
import type { StoredReport } from '../batch/store-entries.ts';
import type { configSchema } from '../config.ts';
import { openDatabase } from '../open-database.ts';
import { createOutboxLines, type OutboxLines } from '../outbox/outbox-lines.ts';
import { findTopics, type PersisterTopics } from '../persister-topics.ts';

/** What became of the records of the log, as far as they are stored. */
export type RebuildTally = {
  storedCount: number;
  /** The same event again. */
  repeatedCount: number;
  /** Tombstones, buried records, HardDeleted records, types that are not ours. */
  passedOverCount: number;
  unusableCount: number;
  readonly refusedCounts: Record<string, number>;
};

export type RebuildParts = {
  readonly config: ConfigOf<(typeof configSchema)['settings']>;
  /** An empty database with the newest schema. */
  readonly databaseUrl: string;
  readonly admin: ClusterAdmin;
  /** Puts behind its repeats what no persister had the time to. */
  readonly sender: Pick<Sender, 'send'>;
  /** Told what Kafka does not take any more. */
  readonly onRefused: (code: string) => void;
  readonly release: Pick<ReleaseStack, 'push'>;
  /** True for a record that a later tombstone has buried. */
  readonly isBuried: (record: IncomingRecord) => boolean;
};

export type Rebuild = {
  /** Stores records of one partition, in the order of the log. Throws for faults of the world only; the same records again do no harm. */
  readonly store: (records: readonly IncomingRecord[]) => Promise<void>;
  readonly tally: RebuildTally;
};

/**
 * Stores the event log as the persister does, with its own parts, in three ways different: what a tombstone has buried is passed over
 * though it still lies there, an event is stored as of the time it came to the log, and nobody is told again what was told before.
 */
export async function openRebuild(parts: RebuildParts): Promise<Rebuild> {
  const { config, databaseUrl, admin, sender, onRefused, release, isBuried } = parts;
  const once = <T>(_what: string, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    attempt(new AbortController().signal);
  const topics = await findTopics(config.TOPIC_PREFIX, admin, once);
  const registry = createRegistryClient(toRegistryConnection(config));
  const { batches } = openDatabase(databaseUrl, release);
  await batches[0].withClient((client) => recordTopology(client, topics.events.name, topics.events.partitionCount));
  const lines = await openLines(config, topics, registry);
  const tally = { storedCount: 0, repeatedCount: 0, passedOverCount: 0, unusableCount: 0, refusedCounts: {} };
  const handler = createStoring({
    connections: batches,
    decoder: createLogDecoder(registry, topics.events.name, Date.now),
    lines,
    sender,
    onRefused,
    isBuried,
    nowOf: cameToTheLogAt,
    now: Date.now,
    onStored: (report) => count(report, tally),
  });
  return { store: (records) => storeRecords(records, handler), tally };
}

async function storeRecords(records: readonly IncomingRecord[], handler: BatchHandler): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  const { topic, partition } = first;
  await handler({ topic, partition, records, highWatermark: (records.at(-1) ?? first).offset + 1n }, alone);
}

/** Nobody can take a partition away: whoever stored the same before is found by the positions in the database. */
const alone: BatchControl = {
  isStale: () => false,
  throwIfStale: () => undefined,
  signal: new AbortController().signal,
  heartbeat: async () => undefined,
};

/** Never ahead of the database: what is due is due by its clock. */
const cameToTheLogAt: NowOf = ({ record }, known) => Math.min(record.timestampMs, known.now);

async function openLines(
  config: RebuildParts['config'],
  topics: PersisterTopics,
  registry: RegistryClient,
): Promise<OutboxLines> {
  const lines = createOutboxLines({
    feedback: topics.feedback,
    deadLetter: topics.deadLetter,
    groupId: config.PERSISTER_GROUP_ID,
    environment: config.VARSELVAKT_ENVIRONMENT,
    documentationUrl: config.RULES_DOCUMENTATION_URL,
    encodeOutcome: createEncoder('EventOutcome', await findSchemaId(registry, feedbackSubject(topics.feedback.name))),
    registerVersion: () => null,
    now: Date.now,
  });
  const isTold = (outcome: string): boolean => outcome === 'REFUSED' || outcome === 'INVALID';
  return { ...lines, ofFate: (fate) => (isTold(fate.outcome) ? lines.ofFate(fate) : []) };
}

function count({ entries, fates }: StoredReport, tally: RebuildTally): void {
  for (const { type } of entries) {
    if (type === 'PASSED_OVER') tally.passedOverCount += 1;
    if (type === 'UNUSABLE') tally.unusableCount += 1;
  }
  for (const fate of fates) {
    if (fate.outcome === 'STORED') tally.storedCount += 1;
    else if (fate.outcome === 'REFUSED') tally.refusedCounts[fate.code] = (tally.refusedCounts[fate.code] ?? 0) + 1;
    else if (fate.outcome === 'INVALID') tally.unusableCount += 1;
    else tally.repeatedCount += 1;
  }
}
