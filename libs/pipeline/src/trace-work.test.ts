import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Context, type ContextManager, context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { BatchControl, IncomingRecord, OutgoingRecord, Sender } from '@varselvakt/kafka';
import { traceHandler, traceSender } from './trace-work.ts';

const traceParent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const incoming = (headers: IncomingRecord['headers'], offset = 0n): IncomingRecord => ({
  topic: 'n.inbound',
  partition: 0,
  offset,
  timestampMs: 0,
  timestampType: 'CreateTime',
  key: Buffer.from('13097248022'),
  value: Buffer.from('Kari'),
  headers,
});
const outgoing = (topic: string, more: Partial<OutgoingRecord> = {}): OutgoingRecord => ({
  topic,
  partition: 0,
  key: Buffer.from('13097248022'),
  value: Buffer.from('Kari'),
  ...more,
});
const batchOf = (records: readonly IncomingRecord[]) => ({
  topic: 'n.inbound',
  partition: 0,
  records,
  highWatermark: 9n,
});
const control = {} as BatchControl;

/** Keeps what it is given. */
const createSink = () => {
  const sent: OutgoingRecord[] = [];
  const sink: Sender = {
    start: async () => undefined,
    send: async (records) => {
      sent.push(...records);
      return [];
    },
    failingSinceAt: () => null,
    stop: async () => undefined,
  };
  return { sent, sender: traceSender(sink) };
};

test('without an SDK records are sent as they are, and at once', () => {
  const { sent, sender } = createSink();
  const record = outgoing('n.events');
  void sender.send([record]);
  expect(sent).toEqual([record]);
  expect(sent[0]).toBe(record);
});

describe('with an SDK', () => {
  const exporter = new InMemorySpanExporter();
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, act, self, ...args) => storage.run(active, () => act.call(self as never, ...args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  beforeAll(() => {
    context.setGlobalContextManager(manager);
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  });
  beforeEach(() => exporter.reset());
  afterAll(() => {
    trace.disable();
    context.disable();
  });
  const spans = () => exporter.getFinishedSpans();
  const spanOf = (name: string) => spans().find((span) => span.name === name);

  test('a batch is one span, linked to the traces of its records; what it sends lies within it', async () => {
    const { sender } = createSink();
    const handler = traceHandler(async () => void (await sender.send([outgoing('n.events')])), 'validator');
    await handler(batchOf([incoming({ traceparent: Buffer.from(traceParent) }), incoming({}, 1n)]), control);
    expect(spans().map(({ name }) => name)).toEqual(['send n.events', 'process n.inbound']);
    const process = spanOf('process n.inbound');
    expect(process?.links.map(({ context: { traceId } }) => traceId)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736']);
    expect(process?.attributes).toMatchObject({ 'messaging.batch.message_count': 2 });
    expect(spanOf('send n.events')?.parentSpanContext?.spanId).toBe(process?.spanContext().spanId);
  });

  test('each topic that is sent to has a span, and records without a context of their own carry that one', async () => {
    const { sent, sender } = createSink();
    const headers = { traceparent: traceParent };
    const tombstone = outgoing('n.events', { value: null });
    await sender.send([outgoing('n.events'), outgoing('n.feedback'), outgoing('n.events', { headers }), tombstone]);
    expect(spans().map(({ name, attributes }) => [name, attributes['messaging.batch.message_count']])).toEqual([
      ['send n.feedback', 1],
      ['send n.events', 3],
    ]);
    const carriers = sent.map((record) => record.headers?.['traceparent']);
    const idOf = (name: string) => spanOf(name)?.spanContext().spanId;
    expect(carriers).toEqual([
      expect.stringContaining(`-${idOf('send n.events')}-`),
      expect.stringContaining(`-${idOf('send n.feedback')}-`),
      traceParent,
      undefined,
    ]);
  });

  test('no key and no content stands in any span', async () => {
    const { sender } = createSink();
    await traceHandler(async () => void (await sender.send([outgoing('n.events')])), 'g')(
      batchOf([incoming({})]),
      control,
    );
    const told = JSON.stringify(
      spans().map(({ name, attributes, links, events }) => [name, attributes, links, events]),
    );
    expect(told).not.toMatch(/13097248022|Kari/);
  });
});
