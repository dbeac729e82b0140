import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { createMessagingTracer, type MessagingWork, type TracedWork } from './messaging-tracer.ts';

const batch: MessagingWork = {
  operation: 'process',
  topic: 'n.inbound',
  partition: 3,
  groupId: 'varselvakt-validator',
  recordCount: 2,
  offset: null,
};
const traceParentOf = (index: number): string =>
  `00-4bf92f3577b34da6a3ce929d0e0e4736-${(index + 1).toString(16).padStart(16, '0')}-01`;
const traceState = 'congo=t61rcWkgMzE';

describe('without an SDK', () => {
  test('work is done, at once, and is not recorded', async () => {
    const steps: string[] = [];
    const done = createMessagingTracer().trace(batch, async ({ isRecorded }) => {
      steps.push(`recorded ${isRecorded}`);
      return 7;
    });
    steps.push('called');
    expect([await done, ...steps]).toEqual([7, 'recorded false', 'called']);
  });
});

describe('with an SDK', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = createMessagingTracer();
  beforeEach(() => {
    exporter.reset();
    trace.setGlobalTracerProvider(provider);
  });
  afterEach(() => trace.disable());

  const spanOf = async (work: MessagingWork, act: (traced: TracedWork) => Promise<unknown> = async () => undefined) => {
    await tracer.trace(work, act).catch(() => undefined);
    const [span] = exporter.getFinishedSpans();
    if (span === undefined) throw new Error('no span');
    return span;
  };

  test('a batch is a span of the conventions’ name and attributes', async () => {
    const span = await spanOf(batch);
    expect([span.name, span.kind]).toEqual(['process n.inbound', SpanKind.CONSUMER]);
    expect(span.attributes).toEqual({
      'messaging.system': 'kafka',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'n.inbound',
      'messaging.destination.partition.id': '3',
      'messaging.consumer.group.name': 'varselvakt-validator',
      'messaging.batch.message_count': 2,
    });
  });

  test('a single record is told by its offset, a sending by its producer', async () => {
    const span = await spanOf({ ...batch, operation: 'send', groupId: null, recordCount: 1, offset: 17n });
    expect([span.name, span.kind]).toEqual(['send n.inbound', SpanKind.PRODUCER]);
    expect(span.attributes).toMatchObject({ 'messaging.kafka.offset': 17 });
    expect(span.attributes).not.toHaveProperty('messaging.batch.message_count');
    expect(span.attributes).not.toHaveProperty('messaging.consumer.group.name');
  });

  test('it is linked to each trace of its records once, and has none of them for a parent', async () => {
    const carriers = [0, 1, 0].map((index) => ({ traceParent: traceParentOf(index), traceState }));
    const span = await spanOf(batch, async ({ link }) => link(carriers));
    expect(span.parentSpanContext).toBeUndefined();
    expect(span.links.map(({ context }) => context.spanId)).toEqual(['0000000000000001', '0000000000000002']);
    expect(span.links[0]?.context.traceState?.serialize()).toBe(traceState);
  });

  test('it is linked to no more than 128', async () => {
    const carriers = Array.from({ length: 500 }, (_, index) => ({
      traceParent: traceParentOf(index),
      traceState: null,
    }));
    expect((await spanOf(batch, async ({ link }) => link(carriers))).links).toHaveLength(128);
  });

  test('a failure is told by its code and never by its message', async () => {
    const span = await spanOf(batch, async () => {
      throw Object.assign(new Error('Kari 13097248022'), { code: 'KAFKA_REQUEST_TIMEOUT' });
    });
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(span.attributes['error.type']).toBe('KAFKA_REQUEST_TIMEOUT');
    expect(span.events).toEqual([]);
    expect(JSON.stringify([span.attributes, span.status, span.events])).not.toContain('Kari');
  });

  test('what it writes can carry its context on', async () => {
    let carrier = '';
    const span = await spanOf(batch, async (traced) => {
      carrier = traced.carrier();
    });
    const { traceId, spanId } = span.spanContext();
    expect(carrier).toBe(`00-${traceId}-${spanId}-01`);
  });
});
