import type { Row } from '../act.ts';
import type { OutboxLine } from '../batch/stored-rows.ts';
import { encodeInt8Array } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { advisoryLocks } from '../sql/advisory-locks.ts';
import { deleteOutboxLines, readOutboxLines, tryRelayLock } from '../sql/outbox.ts';
import type { OutboxOwner } from './insert-outbox.ts';

/** A line that waits, with its number. */
export type WaitingLine = OutboxLine & { readonly outboxId: bigint };

const relayLocks: Readonly<Record<OutboxOwner, string>> = {
  PERSISTER: advisoryLocks.relayingPersister,
  DELETER: advisoryLocks.relayingDeleter,
};

/**
 * True when this connection is the only relay of that owner from now on, until it ends; false while another one is. One at a
 * time, because two would publish out of order. Throws StoreError.
 */
export async function becomeRelay(client: StoreClient, owner: OutboxOwner): Promise<boolean> {
  const { rows } = await client.run(tryRelayLock, [relayLocks[owner]]);
  return rows[0]?.['held'] === true;
}

/** The oldest lines of an owner, in order; at least one if there is any, however large. Throws StoreError. */
export async function readOutbox(
  client: StoreClient,
  owner: OutboxOwner,
  maxLineCount: number,
  maxBytes = 4_000_000,
): Promise<readonly WaitingLine[]> {
  const { rows } = await client.run(readOutboxLines, [owner, maxLineCount, maxBytes]);
  return rows.map(toWaitingLine);
}

/** Removes lines; only after Kafka has acknowledged every one of them. Throws StoreError. */
export async function removeFromOutbox(
  client: StoreClient,
  owner: OutboxOwner,
  outboxIds: readonly bigint[],
): Promise<void> {
  await client.run(deleteOutboxLines, [owner, encodeInt8Array(outboxIds)]);
}

const toWaitingLine = (row: Row): WaitingLine => ({
  outboxId: BigInt(row['outbox_id'] as string),
  kind: row['kind'] as OutboxLine['kind'],
  topic: row['topic'] as string,
  partition: row['partition'] === null ? null : Number(row['partition']),
  key: row['key'] as Buffer | null,
  value: row['value'] as Buffer | null,
  headers: (row['headers'] as readonly (readonly [string, string])[]).map(
    ([name, value]) => [name, Buffer.from(value, 'base64')] as const,
  ),
});
