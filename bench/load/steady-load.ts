import { createSender } from '@varselvakt/kafka';
import type { BenchEnvironment } from '../stack/bench-environment.ts';
import type { MadeRecord } from './backlog.ts';

/** One event whose way is followed. */
export type Probe = { readonly eventId: string; readonly sentAtMs: number };

export type SteadyLoad = {
  readonly eventsPerSecond: number;
  readonly seconds: number;
  readonly next: () => MadeRecord;
  /** Told of one event in each tick, just before it is sent. */
  readonly onProbe: (probe: Probe) => void;
  /** How long a broker that is away is waited for. */
  readonly deadlineMs?: number;
  /** Ends the load before its time. */
  readonly signal?: AbortSignal;
};

const TICK_MS = 20;

/** Sends at an even rate, as many producers together would, and gives how many were sent. Throws KafkaError. */
export async function sendSteadily(environment: Pick<BenchEnvironment, 'kafka'>, load: SteadyLoad): Promise<number> {
  const { eventsPerSecond, seconds, next, onProbe, deadlineMs, signal } = load;
  const sender = createSender(environment.kafka, deadlineMs === undefined ? {} : { deadlineMs });
  await sender.start();
  const startedAt = performance.now();
  const total = Math.round(eventsPerSecond * seconds);
  const sending: Promise<unknown>[] = [];
  let sentCount = 0;
  try {
    while (sentCount < total && signal?.aborted !== true) {
      const due = Math.min(total, Math.ceil(((performance.now() - startedAt) / 1_000) * eventsPerSecond));
      const made = Array.from({ length: due - sentCount }, next);
      const [first] = made;
      if (first !== undefined) {
        onProbe({ eventId: first.eventId, sentAtMs: performance.now() });
        sending.push(sender.send(made.map(({ record }) => record)));
        sentCount = due;
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    await Promise.all(sending);
    return sentCount;
  } finally {
    await sender.stop(5_000);
  }
}
