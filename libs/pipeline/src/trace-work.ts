import type { BatchHandler, IncomingRecord, OutgoingRecord, Sender } from '@varselvakt/kafka';
import { createMessagingTracer, type MessagingTracer, type TraceCarrier, type TracedWork } from '@varselvakt/runtime';
import { parseTrace } from './trace-parent.ts';

/** The handler with a span around each batch, linked to the traces of its records. Costs next to nothing without an SDK. */
export function traceHandler(
  handler: BatchHandler,
  groupId: string,
  tracer: MessagingTracer = createMessagingTracer(),
): BatchHandler {
  return (batch, control) => {
    const { topic, partition, records } = batch;
    const offset = records.length === 1 ? (records[0]?.offset ?? null) : null;
    const work = { operation: 'process', topic, partition, groupId, recordCount: records.length, offset } as const;
    return tracer.trace(work, (traced) => {
      if (traced.isRecorded) traced.link(carriersOf(records));
      return handler(batch, control);
    });
  };
}

function* carriersOf(records: readonly IncomingRecord[]): Iterable<TraceCarrier> {
  for (const { headers } of records) {
    const carrier = parseTrace(headers);
    if (carrier !== null) yield carrier;
  }
}

/**
 * The sender with a span around each sending to a topic. Records that have a trace context keep it; those that have none get the span's,
 * where it is recorded. Costs next to nothing without an SDK.
 */
export function traceSender(sender: Sender, tracer: MessagingTracer = createMessagingTracer()): Sender {
  return {
    ...sender,
    send: (records, options) =>
      sendWithin(records, new Set(), { tracer, send: (traced) => sender.send(traced, options) }),
  };
}

type Sending = {
  readonly tracer: MessagingTracer;
  readonly send: (records: readonly OutgoingRecord[]) => ReturnType<Sender['send']>;
};

/** One span for each topic, each within the one before, around one call of the sender: it wants all records at once. */
function sendWithin(
  records: readonly OutgoingRecord[],
  done: ReadonlySet<string>,
  { tracer, send }: Sending,
): ReturnType<Sender['send']> {
  const topic = records.find((record) => !done.has(record.topic))?.topic;
  if (topic === undefined) return send(records);
  const recordCount = records.reduce((sum, record) => sum + (record.topic === topic ? 1 : 0), 0);
  const work = { operation: 'send', topic, partition: null, groupId: null, recordCount, offset: null } as const;
  return tracer.trace(work, (traced) => {
    if (!traced.isRecorded) return send(records);
    return sendWithin(withContext(topic, records, traced), new Set([...done, topic]), { tracer, send });
  });
}

/** Nothing is put on a tombstone: whoever compacts the log keeps it for its key alone. */
function withContext(
  topic: string,
  records: readonly OutgoingRecord[],
  { carrier }: TracedWork,
): readonly OutgoingRecord[] {
  const traceparent = carrier();
  return records.map((record) => {
    const isOwn =
      record.topic === topic && record.value !== null && !Object.hasOwn(record.headers ?? {}, 'traceparent');
    return isOwn ? { ...record, headers: { ...record.headers, traceparent } } : record;
  });
}
