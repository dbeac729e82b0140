import { headerBytes, type IncomingHeaders, type OutgoingHeaders } from '@varselvakt/kafka';
import type { TraceCarrier } from '@varselvakt/runtime';

const TRACE_PARENT_LENGTH = 55;
const TRACE_PARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

const MAX_TRACE_STATE_LENGTH = 512;
const TRACE_STATE =
  /^[a-z0-9][a-z0-9_\-*/@]{0,255}=[!-+\--<>-~]{1,256}(,[a-z0-9][a-z0-9_\-*/@]{0,255}=[!-+\--<>-~]{1,256}){0,31}$/;
/** Long enough for a telephone number: then it is not carried, for its values are free text. */
const LONG_NUMBER = /\d{8}/;

/** The W3C trace context of a record, or null. Only the exact form is taken on, because any text could stand in a header. */
export function parseTraceParent(headers: IncomingHeaders): string | null {
  const bytes = headerBytes(headers, 'traceparent');
  if (bytes === undefined || bytes.length !== TRACE_PARENT_LENGTH) return null;
  const text = bytes.toString('latin1');
  return TRACE_PARENT.test(text) ? text : null;
}

/** What tracing systems of the way have added to the context, or null. Only a list as W3C writes it, and without long numbers. */
export function parseTraceState(headers: IncomingHeaders): string | null {
  const bytes = headerBytes(headers, 'tracestate');
  if (bytes === undefined || bytes.length > MAX_TRACE_STATE_LENGTH) return null;
  const text = bytes.toString('latin1').replace(/[ \t]*,[ \t]*/g, ',');
  return TRACE_STATE.test(text) && !LONG_NUMBER.test(text) ? text : null;
}

/** Both parts of a record's trace context, or null where there is none. */
export function parseTrace(headers: IncomingHeaders): TraceCarrier | null {
  const traceParent = parseTraceParent(headers);
  return traceParent === null ? null : { traceParent, traceState: parseTraceState(headers) };
}

/** The headers that carry a trace context on; nothing when there is none. */
export function traceHeaders(
  traceParent: string | null,
  traceState: string | null = null,
): { readonly headers?: OutgoingHeaders } {
  if (traceParent === null) return {};
  return {
    headers: traceState === null ? { traceparent: traceParent } : { traceparent: traceParent, tracestate: traceState },
  };
}

/** The headers that carry a record's trace context on, unchanged; nothing when it has none. */
export function carryTrace(headers: IncomingHeaders): { readonly headers?: OutgoingHeaders } {
  const carrier = parseTrace(headers);
  return carrier === null ? {} : traceHeaders(carrier.traceParent, carrier.traceState);
}
