import { headerBytes, type IncomingHeaders, type OutgoingHeaders } from '@varselvakt/kafka';

const TRACE_PARENT_LENGTH = 55;
const TRACE_PARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C trace context of a record, or null. Only the exact form is taken on, because any text could stand in a header. */
export function parseTraceParent(headers: IncomingHeaders): string | null {
  const bytes = headerBytes(headers, 'traceparent');
  if (bytes === undefined || bytes.length !== TRACE_PARENT_LENGTH) return null;
  const text = bytes.toString('latin1');
  return TRACE_PARENT.test(text) ? text : null;
}

/** The header that carries a trace context on; nothing when there is none. */
export function traceHeaders(traceParent: string | null): { readonly headers?: OutgoingHeaders } {
  return traceParent === null ? {} : { headers: { traceparent: traceParent } };
}
