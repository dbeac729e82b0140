import { headerBytes, type IncomingHeaders } from '@varselvakt/kafka';

const traceParentForm = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C trace context of a record, or null. Only the exact form is passed on, because any text could stand in a header. */
export function parseTraceParent(headers: IncomingHeaders): string | null {
  const bytes = headerBytes(headers, 'traceparent');
  if (bytes === undefined || bytes.length !== 55) return null;
  const text = bytes.toString('latin1');
  return traceParentForm.test(text) ? text : null;
}
