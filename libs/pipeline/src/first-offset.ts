import type { IncomingHeaders, OutgoingHeaders } from '@varselvakt/kafka';

const headerName = 'varselvakt-first-offset';

/**
 * The header of an event that the persister has put on the event log again, exactly as it was stored: where it stood first. Compaction
 * keeps the last record of a key, so this one says what became of the event and in which order, whatever was sent in between.
 */
export const firstOffsetHeaders = (offset: bigint): OutgoingHeaders => ({ [headerName]: offset.toString() });

/** Where an event stood first; null for a record that was not put there again. Never throws. */
export function readFirstOffset(headers: IncomingHeaders): bigint | null {
  const value = headers[headerName];
  if (!Buffer.isBuffer(value)) return null;
  const text = value.toString('latin1');
  return /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}
