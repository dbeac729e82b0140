import type { EventDecoder } from '@varselvakt/codec';
import type { BatchHandler } from '@varselvakt/kafka';
import type { BatchCombiner } from './batch-combiner.ts';
import { type LogSchema, readLogRecord } from './read-log.ts';

export type BatchHandlerParts = {
  readonly decoder: EventDecoder<LogSchema>;
  readonly combine: BatchCombiner;
};

/**
 * Reads a batch of the event log and stores it. Throws for faults of the world only (registry, database, lost partition):
 * the consumer backs off and hands over the same records again.
 */
export function createBatchHandler({ decoder, combine }: BatchHandlerParts): BatchHandler {
  return async ({ records }, control) => {
    await decoder.prepare(records.filter(({ value }) => value !== null));
    await combine(
      records.map((record) => readLogRecord(record, decoder)),
      control,
    );
  };
}
