import type { OutcomeFinding, ProducerEvent } from '@varselvakt/domain';
import type { ConnectionOptions } from '../connection-options.ts';
import type { Preflight } from '../preflight/preflight.ts';

export type PublisherOptions = ConnectionOptions & {
  /**
   * Judges each event before anything is sent: a `createPreflight`, best with a register. Left out: the rules alone, for
   * VARSELVAKT_ENVIRONMENT. `false` sends without looking.
   */
  readonly preflight?: Preflight | false;
  /** Writes to this topic; left out: the producer's own inbound topic where there is one, else the shared one. */
  readonly topic?: string;
  /** How long one `publish` goes on trying while Kafka or the registry is away; the last attempt may take some seconds more. Default 30,000. */
  readonly deadlineMs?: number;
};

export type PublishOptions = {
  /** W3C trace context, told again in the outcome. */
  readonly traceParent?: string;
};

/** An event that Kafka has acknowledged on all its replicas in sync. */
export type PublishedEvent = {
  readonly eventId: string;
  readonly aggregateId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** What the preflight found that does not stop the event. */
  readonly warnings: readonly OutcomeFinding[];
};

/** Publishes events in their order, each in the partition of its aggregate. */
export type Publisher = {
  /**
   * Returns when every event is acknowledged. Tries again by itself while Kafka or the registry is away, with the same ids, so that
   * nothing counts twice. Throws EventRefused or InvalidEvent (nothing was sent), PublishFailed, or ClientError PUBLISHER_CLOSED.
   */
  readonly publish: {
    (event: ProducerEvent, options?: PublishOptions): Promise<PublishedEvent>;
    (events: readonly ProducerEvent[], options?: PublishOptions): Promise<readonly PublishedEvent[]>;
  };
  /** Waits for what is under way, at most five seconds, and disconnects. Never throws. */
  readonly close: () => Promise<void>;
};
