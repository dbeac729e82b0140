import type { Pipeline } from '../../test/pipeline/open-pipeline.ts';
import { waitUntil } from '../../test/pipeline/wait-until.ts';
import { withdrawnScene } from '../../test/workload/deletion-scenes.ts';
import type { Publisher } from '../../test/workload/publish-workload.ts';
import { createRandom, type Random } from '../../test/workload/random.ts';
import type { MadeRecord } from '../load/backlog.ts';

/** Sends events that are followed one by one, to see that every partition moves again. */
export type Markers = {
  /** Sends one into each partition of the inbound topic now, and waits until all are stored. Throws when they are not within minutes. */
  readonly untilStored: () => Promise<void>;
  /** Sends one with a request to delete it, and waits until it is gone. */
  readonly untilDeleted: () => Promise<void>;
};

const PATIENCE = { timeoutMs: 300_000, intervalMs: 20 };
const SEED = 7;

/** `next` gives the records of the load that goes on beside. */
export function createMarkers(pipeline: Pipeline, publisher: Publisher, next: () => MadeRecord): Markers {
  const { ask, sender, partitionCount } = pipeline;
  const random: Random = createRandom(SEED);
  const count = async (table: string, column: string, ids: readonly string[]) => {
    const [row] = await ask(`select count(*) as found from ${table} where ${column} = any ($1::uuid[])`, [ids]);
    return Number(row?.['found']);
  };
  /** A database that is just coming back may refuse. */
  const countOrNone = (table: string, column: string, ids: readonly string[]) =>
    count(table, column, ids).catch(() => Number.NaN);
  return {
    untilStored: async () => {
      const marked = new Map<number, MadeRecord>();
      while (marked.size < partitionCount) {
        const made = next();
        marked.set(made.record.partition, made);
      }
      const ids = [...marked.values()].map(({ eventId }) => eventId);
      await sender.send([...marked.values()].map(({ record }) => record));
      const isStored = async () => (await countOrNone('event_identity', 'event_id', ids)) === ids.length;
      await waitUntil('every partition moves again', isStored, PATIENCE);
    },
    untilDeleted: async () => {
      const { records } = withdrawnScene({ random, now: Date.now(), shortRetentionMs: null });
      const [created, ...later] = records;
      const ids = [created?.event.aggregateId ?? ''];
      await publisher.publish(created === undefined ? [] : [created]);
      const has = (found: number) => async () => (await countOrNone('aggregate', 'aggregate_id', ids)) === found;
      await waitUntil('the event to be deleted is stored', has(1), PATIENCE);
      await publisher.publish(later);
      await waitUntil('the deleter works again', has(0), PATIENCE);
    },
  };
}
