import { type DeliveryContext, deliver } from './deliver.ts';
import { countFitting, laneOf, type ParcelLimits } from './parcels.ts';
import type { Consignment } from './send-job.ts';

/** The queues of a sender, one per partition. One request at a time in each: what comes meanwhile waits and travels together. */
export type LaneQueues = {
  readonly enqueue: (consignment: Consignment) => void;
  /** Resolves when everything enqueued so far is settled. */
  readonly idle: () => Promise<void>;
  /** Since when each partition that fails has failed. */
  readonly failingSinceAts: () => readonly (number | null)[];
};

type Lane = { readonly queue: Consignment[]; running: Promise<void> | null; failingSinceAt: number | null };

/** Starts nothing until something is enqueued. */
export const createLaneQueues = (shared: Omit<DeliveryContext, 'noteAttempt'>, limits: ParcelLimits): LaneQueues => {
  const lanes = new Map<string, Lane>();

  const run = async (lane: Lane): Promise<void> => {
    const noteAttempt = (succeeded: boolean): void => {
      lane.failingSinceAt = succeeded ? null : (lane.failingSinceAt ?? shared.now());
    };
    await shared.connection.ready(); // also lets the sends of the same tick gather
    while (lane.queue.length > 0) {
      const delivery = lane.queue.splice(0, countFitting(lane.queue, limits));
      await deliver({ ...shared, noteAttempt }, delivery);
    }
    lane.running = null;
  };

  return {
    enqueue: (consignment) => {
      const name = laneOf(consignment.parcel);
      const lane: Lane = lanes.get(name) ?? { queue: [], running: null, failingSinceAt: null };
      lanes.set(name, lane);
      lane.queue.push(consignment);
      lane.running ??= run(lane);
    },
    idle: async () => {
      await Promise.all([...lanes.values()].map((lane) => lane.running));
    },
    failingSinceAts: () => [...lanes.values()].map((lane) => lane.failingSinceAt),
  };
};
