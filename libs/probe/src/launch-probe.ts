import { partitionFor, type Sender } from '@varselvakt/kafka';
import { toProbeEvent } from './probe-event.ts';
import type { ProbePlace } from './probe-place.ts';
import { beginWay, judgeWay, nextWay, type ProbeVerdict, type ProbeWay, type ServiceLevels } from './probe-way.ts';
import { readLogEnd, type TraceParts, traceProbe } from './trace-probe.ts';

/** A probe that has been sent. */
export type LaunchedProbe = {
  readonly eventId: string;
  readonly way: () => ProbeWay;
  readonly verdict: () => ProbeVerdict;
  /** Looks where it is. Throws KafkaError or StoreError; what was seen before stays. */
  readonly look: () => Promise<void>;
};

export type LaunchParts = TraceParts & {
  readonly sender: Pick<Sender, 'send'>;
  readonly levels: ServiceLevels;
  /** Says in a record header which monitor has sent it. */
  readonly instanceId: string;
  /** Gives a new UUID at each call. */
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** The record header that names the sender of a probe. */
const probeHeader = 'varselvakt-probe';

/**
 * Sends one probe. Its ids are its own, so nobody else's probe is ever taken for it. Does not wait for the acknowledgement: what Kafka never
 * takes does not come out either. Throws KafkaError where not even the log's end can be read; then nothing was sent.
 */
export async function launchProbe(place: ProbePlace, parts: LaunchParts): Promise<LaunchedProbe> {
  const { sender, levels, instanceId, newId, now } = parts;
  const [eventId, aggregateId] = [newId(), newId()];
  const key = Buffer.from(aggregateId);
  const topic = place.events.name;
  const partition = partitionFor(key, place.events.partitionCount);
  const fromOffset = await readLogEnd(parts.offsets, topic, partition);
  let way = beginWay(now(), levels);
  const value = place.encode(toProbeEvent({ eventId, aggregateId, label: place.label, ...way }));
  const inbound = { topic: place.inbound.name, partition: partitionFor(key, place.inbound.partitionCount) };
  const sending = sender.send([{ ...inbound, key, value, headers: { [probeHeader]: instanceId } }], {
    deadlineMs: levels.storedWithinMs,
  });
  sending.catch(() => undefined);
  const see = traceProbe({ eventId, aggregateId, topic, partition, fromOffset }, parts);
  return {
    eventId,
    way: () => way,
    verdict: () => judgeWay(way, levels, now()),
    look: async () => {
      const sight = await see();
      way = nextWay(way, sight, now());
    },
  };
}
