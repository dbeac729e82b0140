import type { NewEvent } from './stored-rows.ts';

const usualLength = 36 + 1 + 16;
const hexDigits = '0123456789abcdef';

/** The key's bytes if they must be stored, null when they are exactly what SQL's event_log_key makes of the row. */
export function encodeLogKey(event: NewEvent): Uint8Array | null {
  const { logKey, eventId, contentHash } = event;
  if (logKey.length !== usualLength) return logKey;
  for (let i = 0; i < 36; i += 1) if (logKey[i] !== eventId.charCodeAt(i)) return logKey;
  if (logKey[36] !== 58) return logKey;
  for (let i = 0; i < 8; i += 1) {
    const byte = contentHash[i] ?? 0;
    if (logKey[37 + 2 * i] !== hexDigits.charCodeAt(byte >> 4)) return logKey;
    if (logKey[38 + 2 * i] !== hexDigits.charCodeAt(byte & 15)) return logKey;
  }
  return null;
}
