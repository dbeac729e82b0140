import type { IncomingHeaders } from '@varselvakt/kafka';
import { parseTraceParent } from '@varselvakt/pipeline';
import { type EventMask, hideText } from '@varselvakt/rules';

type ReadableHeader = string | number;
export type ReadableHeaders = Readonly<Record<string, ReadableHeader | readonly ReadableHeader[]>>;

const knownName = /^(kafka_dlt-|notif-|varselvakt-)/;
const safeName = /^[\w.:-]{1,100}$/;

/**
 * Headers as a person may see them: Spring's dead-letter headers decoded from their binary forms, ours as text but for what the detector
 * finds in it, the trace context, and of everybody else's only how large they are. Never throws.
 */
export function toReadableHeaders(headers: IncomingHeaders, mask: EventMask): ReadableHeaders {
  const traceParent = parseTraceParent(headers);
  const entries = Object.entries(headers).map(([name, value]) => {
    const read = (bytes: Buffer): ReadableHeader => readHeader(name, bytes, mask);
    const shownName = safeName.test(name) ? mask.maskId(name) : hideText(name);
    if (name === 'traceparent' && traceParent !== null) return [shownName, traceParent] as const;
    return [shownName, Buffer.isBuffer(value) ? read(value) : (value as readonly Buffer[]).map(read)] as const;
  });
  return Object.fromEntries(entries);
}

function readHeader(name: string, bytes: Buffer, mask: EventMask): ReadableHeader {
  if (name === '__value_schema_id') return bytes.subarray(0, 17).toString('hex');
  if (!knownName.test(name)) return `«${bytes.length} bytes»`;
  if (name === 'kafka_dlt-original-partition' && bytes.length === 4) return bytes.readInt32BE();
  if (bytes.length === 8 && name === 'kafka_dlt-original-offset') return bytes.readBigInt64BE().toString();
  if (bytes.length === 8 && name === 'kafka_dlt-original-timestamp') return toInstant(bytes.readBigInt64BE());
  return mask.maskId(bytes.toString('utf8'));
}

function toInstant(timestampMs: bigint): string {
  const at = new Date(Number(timestampMs));
  return Number.isNaN(at.getTime()) ? timestampMs.toString() : at.toISOString();
}
