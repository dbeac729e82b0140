import { createKafkaClient, type KafkaClient, type KafkaEvent, type KafkaObserver } from '../src/index.ts';

/** A client as in production, only impatient. */
export const createTestClient = (
  brokers: readonly string[],
  observe: KafkaObserver = () => undefined,
  requestTimeoutMs = 5_000,
): KafkaClient =>
  createKafkaClient(
    {
      brokers,
      clientId: 'test',
      tls: null,
      sasl: null,
      connectionTimeoutMs: Math.min(2_000, requestTimeoutMs),
      requestTimeoutMs,
    },
    observe,
  );

/** An observer that keeps what it is told. */
export const createRecorder = (): { readonly observe: KafkaObserver; readonly events: KafkaEvent[] } => {
  const events: KafkaEvent[] = [];
  return { events, observe: (event) => void events.push(event) };
};
