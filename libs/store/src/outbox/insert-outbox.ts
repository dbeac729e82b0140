import type { ActResult } from '../act.ts';
import type { OutboxLine } from '../batch/stored-rows.ts';
import { encodeByteaArray, encodeInt4Array, encodeTextArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { insertOutboxLines } from '../sql/outbox.ts';

export type OutboxOwner = 'PERSISTER' | 'DELETER';

/** Adds lines, to be published in this order by their owner's relay. Call it inside the transaction they follow from. */
export function insertOutbox(
  client: StoreClient,
  owner: OutboxOwner,
  lines: readonly OutboxLine[],
): Promise<ActResult> {
  return client.run(insertOutboxLines, [
    encodeTextArray(lines.map(() => owner)),
    encodeTextArray(lines.map((line) => line.kind)),
    encodeTextArray(lines.map((line) => line.topic)),
    encodeInt4Array(lines.map((line) => line.partition)),
    encodeByteaArray(lines.map((line) => line.key)),
    encodeByteaArray(lines.map((line) => line.value)),
    encodeTextArray(lines.map((line) => encodeHeaders(line.headers))),
  ]);
}

const encodeHeaders = (headers: OutboxLine['headers']): string =>
  headers.length === 0
    ? '[]'
    : JSON.stringify(headers.map(([name, value]) => [name, Buffer.from(value).toString('base64')]));
