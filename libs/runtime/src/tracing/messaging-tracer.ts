import {
  type Attributes,
  context,
  createTraceState,
  type Link,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { errorCodeOf } from '../logging/coerce-error.ts';

/** A W3C trace context as it stands in headers; both texts are checked by whoever read them. */
export type TraceCarrier = { readonly traceParent: string; readonly traceState: string | null };

/** Work on records, by the names of OpenTelemetry's conventions for messaging. No key and no content, ever. */
export type MessagingWork = {
  readonly operation: 'process' | 'send';
  readonly topic: string;
  /** Null where records of several are worked on. */
  readonly partition: number | null;
  /** Only of readers. */
  readonly groupId: string | null;
  readonly recordCount: number;
  /** Only of a single record. */
  readonly offset: bigint | null;
};

/** One piece of work that is under way. */
export type TracedWork = {
  /** False without an SDK, and where the sampler leaves it out: then nothing more need be said of it. */
  readonly isRecorded: boolean;
  /** Ties it to the traces of the records it works on; those beyond the first 128 are left out. */
  readonly link: (carriers: Iterable<TraceCarrier>) => void;
  /** What records that are written by this work may carry on. */
  readonly carrier: () => string;
};

export type MessagingTracer = {
  /** Does the work as a span, and what it calls within it; `act` is called before this returns. Throws what `act` throws. */
  readonly trace: <T>(work: MessagingWork, act: (traced: TracedWork) => Promise<T>) => Promise<T>;
};

const maxLinks = 128;
const kinds = { process: SpanKind.CONSUMER, send: SpanKind.PRODUCER } as const;

/**
 * Spans by the API alone: without an SDK in the process each costs well under a microsecond and goes nowhere. An SDK that is registered
 * later is found.
 */
export function createMessagingTracer(): MessagingTracer {
  const tracer = trace.getTracer('varselvakt');
  return {
    trace: async (work, act) => {
      const span = tracer.startSpan(`${work.operation} ${work.topic}`, {
        kind: kinds[work.operation],
        attributes: toAttributes(work),
      });
      try {
        return await context.with(trace.setSpan(context.active(), span), act, undefined, toTracedWork(span));
      } catch (thrown) {
        // The code only: messages of errors may hold values.
        span.setAttribute('error.type', errorCodeOf(thrown));
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw thrown;
      } finally {
        span.end();
      }
    },
  };
}

function toAttributes({ operation, topic, partition, groupId, recordCount, offset }: MessagingWork): Attributes {
  return {
    'messaging.system': 'kafka',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': topic,
    ...(partition === null ? {} : { 'messaging.destination.partition.id': String(partition) }),
    ...(groupId === null ? {} : { 'messaging.consumer.group.name': groupId }),
    ...(offset === null
      ? { 'messaging.batch.message_count': recordCount }
      : { 'messaging.kafka.offset': Number(offset) }),
  };
}

const toTracedWork = (span: Span): TracedWork => ({
  isRecorded: span.isRecording(),
  link: (carriers) => span.addLinks(toLinks(carriers)),
  carrier: () => {
    const { traceId, spanId, traceFlags } = span.spanContext();
    return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  },
});

/** One link for each context, however many records share it. */
function toLinks(carriers: Iterable<TraceCarrier>): Link[] {
  const links = new Map<string, Link>();
  for (const carrier of carriers) {
    if (links.size === maxLinks) break;
    if (!links.has(carrier.traceParent)) links.set(carrier.traceParent, { context: toSpanContext(carrier) });
  }
  return [...links.values()];
}

function toSpanContext({ traceParent, traceState }: TraceCarrier): SpanContext {
  const [, traceId = '', spanId = '', flags = ''] = traceParent.split('-');
  return {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(traceState === null ? {} : { traceState: createTraceState(traceState) }),
  };
}
