import type { Pipeline } from '../pipeline/open-pipeline.ts';
import type { Evidence } from './evidence.ts';
import { type ExpectedAggregate, readIntents } from './intent.ts';
import { readDeadLetters, readInbound, readLog, readOutcomes } from './read-log.ts';
import { readTables } from './read-tables.ts';

export interface Expectations {
  readonly ledgerFile: string;
  readonly aggregates: readonly ExpectedAggregate[];
  /** How often a service was killed that writes to the event log. */
  readonly killCount: number;
  /** Keys, event and aggregate ids of what others wrote beside the intents, and what is not judged. */
  readonly foreign?: RegExp;
}

/** Reads topics and tables as they are now; wait until the pipeline is quiet first. */
export async function gatherEvidence(pipeline: Pipeline, expectations: Expectations): Promise<Evidence> {
  const { foreign } = expectations;
  const intents = readIntents(expectations.ledgerFile);
  const random = new Set(intents.flatMap(({ expected, recordHash }) => (expected.fate === 'ANY' ? [recordHash] : [])));
  const inbound = await readInbound(pipeline, foreign);
  const ids = new Set(intents.flatMap(({ aggregateId }) => (aggregateId === null ? [] : [aggregateId])));
  return {
    intents,
    expectedAggregates: expectations.aggregates,
    // Flipped bits may still be read as something, in an encoding that is not ours.
    inbound: inbound.map((record) => (random.has(record.recordHash) ? { ...record, contentHash: null } : record)),
    log: await readLog(pipeline, foreign),
    deadLetters: await readDeadLetters(pipeline, foreign),
    outcomes: await readOutcomes(pipeline, foreign),
    ...(await readTables(pipeline, [...ids], foreign)),
    maxCopies: 1 + expectations.killCount,
  };
}
