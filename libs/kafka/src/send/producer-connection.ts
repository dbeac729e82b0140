import type { Producer } from 'kafkajs';
import type { KafkaClient } from '../connect/client.ts';
import { classifyKafkaError } from '../fault/classify-kafka-error.ts';
import { type Backoff, nextDelayMs, sleepMs } from '../waiting/backoff.ts';

/** A kafkajs producer that is there when needed and can be replaced when its connection is dead but does not say so. */
export type ProducerConnection = {
  /** Waits until connected; undefined when closed meanwhile. */
  readonly ready: () => Promise<Producer | undefined>;
  /** Leaves this producer's sockets behind and connects anew; nothing happens when somebody else did so already. */
  readonly renew: (stale: Producer) => void;
  readonly failingSinceAt: () => number | null;
  readonly close: () => Promise<void>;
};

/** Retries are ours: kafkajs' own lose records (K1) or mix up sequences (K2, K3). Partitions are ours as well. */
const createProducer = (client: KafkaClient): Producer =>
  client.kafka.producer({
    retry: { retries: 0 },
    idempotent: false,
    allowAutoTopicCreation: false,
    metadataMaxAge: 60_000,
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? -1,
  });

/** Opens nothing until `ready` is called first. */
export const createProducerConnection = (
  client: KafkaClient,
  backoff: Backoff,
  now: () => number,
  random: () => number,
): ProducerConnection => {
  const closing = new AbortController();
  let failingSinceAt: number | null = null;
  let current: Promise<Producer | undefined> | undefined;
  const leftBehind = new Set<Promise<void>>();

  const leave = (producer: Producer): void => {
    const left = producer.disconnect().catch(() => undefined);
    leftBehind.add(left);
    void left.then(() => leftBehind.delete(left));
  };

  const connect = async (): Promise<Producer | undefined> => {
    for (let attemptCount = 1; !closing.signal.aborted; attemptCount += 1) {
      // A new one each time: when the broker took the connection but did not say which versions it speaks, kafkajs calls
      // the next attempt on the same producer a success, and every send on it fails for ever.
      const producer = createProducer(client);
      try {
        await producer.connect();
        failingSinceAt = null;
        client.observe({ type: 'client_connected', role: 'sender' });
        return producer;
      } catch (error) {
        failingSinceAt ??= now();
        const { code } = classifyKafkaError(error);
        const retryInMs = nextDelayMs(backoff, attemptCount, random);
        client.observe({ type: 'connect_failed', role: 'sender', code, attemptCount, retryInMs });
        leave(producer);
        await sleepMs(retryInMs, closing.signal);
      }
    }
    return undefined;
  };

  const ready = (): Promise<Producer | undefined> => {
    current ??= connect();
    return current;
  };

  const renew = (stale: Producer): void => {
    const before = current;
    void before?.then((producer) => {
      if (producer !== stale || current !== before || closing.signal.aborted) return;
      current = connect();
      leave(stale);
    });
  };

  const close = async (): Promise<void> => {
    closing.abort();
    await (await current)?.disconnect().catch(() => undefined);
    await Promise.all(leftBehind);
  };

  return { ready, renew, failingSinceAt: () => failingSinceAt, close };
};
