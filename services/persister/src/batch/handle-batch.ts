import type { EventDecoder } from '@varselvakt/codec';
import type { BatchHandler, IncomingRecord } from '@varselvakt/kafka';
import type { BatchCombiner } from './batch-combiner.ts';
import { type LogEntry, type LogSchema, readLogRecord } from './read-log.ts';

export type BatchHandlerParts = {
  readonly decoder: EventDecoder<LogSchema>;
  readonly combine: BatchCombiner;
  /** True for a record that is as good as gone; none is unless given. */
  readonly isBuried?: (record: IncomingRecord) => boolean;
};

/**
 * Reads a batch of the event log and stores it. Throws for faults of the world only (registry, database, lost partition):
 * the consumer backs off and hands over the same records again.
 */
export function createBatchHandler({ decoder, combine, isBuried = () => false }: BatchHandlerParts): BatchHandler {
  return async ({ records }, control) => {
    await decoder.prepare(records.filter((record) => record.value !== null && !isBuried(record)));
    const read = (record: IncomingRecord): LogEntry =>
      isBuried(record) ? { type: 'PASSED_OVER', record, reason: 'TOMBSTONE' } : readLogRecord(record, decoder);
    await combine(records.map(read), control);
  };
}
