import { type OutgoingHeaders, type OutgoingRecord, RecordsRefused, type Sender } from '@varselvakt/kafka';
import { type FlowObserver, type Logger, type ProgressTracker, sleep } from '@varselvakt/runtime';
import {
  becomeRelay,
  readOutbox,
  removeFromOutbox,
  type StoreConnection,
  StoreError,
  type WaitingLine,
} from '@varselvakt/store';
import type { WakeUp } from './wake-up.ts';

export type RelayParts = {
  /** A connection of its own: it holds the relay lock. */
  readonly connection: StoreConnection;
  readonly sender: Sender;
  /** Addresses feedback to where it goes now, whatever the line said when it was written. */
  readonly direct: (record: OutgoingRecord) => OutgoingRecord;
  readonly wakeUp: WakeUp;
  readonly observe: FlowObserver;
  readonly log: Logger;
};

const maxLineCount = 500;
const idleMs = 1_000;

/**
 * Publishes the persister's outbox in order until the signal aborts: reads lines, sends them, and removes them when every
 * partition has acknowledged. A crash in between sends them again. Waits out faults of Kafka and the database; throws only
 * what no retry can mend.
 */
export async function relayOutbox(parts: RelayParts, signal: AbortSignal, progress: ProgressTracker): Promise<void> {
  while (!signal.aborted) {
    try {
      const sentCount = await relayOnce(parts, signal);
      progress.progressed();
      if (sentCount < maxLineCount) await parts.wakeUp.wait(idleMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!isRetriable(error)) throw error;
      const code = codeOf(error);
      progress.blocked(code);
      parts.log.warn({ code }, 'the outbox cannot be relayed, trying again');
      await sleep(idleMs, signal);
    }
  }
}

/** Relays one portion; 0 when there is nothing, or another persister is the relay. Throws KafkaError or StoreError. */
export async function relayOnce(
  { connection, sender, direct, observe, log }: RelayParts,
  signal: AbortSignal,
): Promise<number> {
  return connection.withClient(async (client) => {
    if (!(await becomeRelay(client, 'PERSISTER'))) return 0;
    const lines = await readOutbox(client, 'PERSISTER', maxLineCount);
    if (lines.length === 0) return 0;
    try {
      await sender.send(
        lines.map((line) => direct(toRecord(line))),
        { signal },
      );
      countPublished(lines, observe);
    } catch (error) {
      if (!(error instanceof RecordsRefused)) throw error;
      // All others are acknowledged; these never will be, and would block everything behind them.
      for (const { index, code } of error.refusals)
        log.error({ code, kind: lines[index]?.kind ?? '' }, 'a line was refused');
    }
    await removeFromOutbox(
      client,
      'PERSISTER',
      lines.map((line) => line.outboxId),
    );
    return lines.length;
  });
}

function countPublished(lines: readonly WaitingLine[], observe: FlowObserver): void {
  for (const [kind, ofKind] of Map.groupBy(lines, (line) => line.kind)) {
    observe({ type: 'FeedbackPublished', kind: kind.toLowerCase(), result: 'ok', count: ofKind.length });
  }
}

const toBuffer = (bytes: Uint8Array | null): Buffer | null => (bytes === null ? null : Buffer.from(bytes));

function toRecord(line: WaitingLine): OutgoingRecord {
  const headers: Record<string, Buffer[]> = {};
  for (const [name, value] of line.headers) headers[name] = [...(headers[name] ?? []), Buffer.from(value)];
  return {
    topic: line.topic,
    partition: line.partition ?? 0,
    key: toBuffer(line.key),
    value: toBuffer(line.value),
    headers: headers as OutgoingHeaders,
  };
}

const isRetriable = (error: unknown): boolean =>
  error instanceof Error && 'retriable' in error ? error.retriable === true : false;

const codeOf = (error: unknown): string => {
  if (error instanceof StoreError) return error.sqlState ?? error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
};
