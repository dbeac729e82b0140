import type { KafkaClient } from '../connect/client.ts';
import { type IncomingRecord, toIncomingRecord } from '../record/record.ts';
import { createRawConnection, findLeader, learnTopics } from './raw-connection.ts';
import { fetchFrom, type RecordPlace } from './raw-fetch.ts';

/** Records of one fetch; `nextOffset` is where the next one goes on: `offset` again when the broker gave nothing in time. */
export type RecordStretch = { readonly records: readonly IncomingRecord[]; readonly nextOffset: bigint };

/** Reads committed records by place, each time so many bytes: it joins no group and commits nothing. */
export type RecordReader = {
  /**
   * The records from `offset` on, below `endOffset`; about `maxBytes` of them, but a whole batch at least. Throws KafkaError, for one when
   * retention has taken the offset.
   */
  readonly read: (place: RecordPlace, maxBytes: number) => Promise<RecordStretch>;
  readonly close: () => Promise<void>;
};

/** Makes a reader; opens nothing yet. */
export const createRecordReader = (client: KafkaClient): RecordReader => {
  const { askAll, close } = createRawConnection(client);
  return {
    read: (place, maxBytes) =>
      askAll(`${place.topic}/${place.partition}`, async (cluster) => {
        const { topic, partition } = place;
        await learnTopics(cluster, [topic]);
        try {
          const { messages, nextOffset } = await fetchFrom(await findLeader(cluster, place), place, maxBytes);
          return { records: messages.map((raw) => toIncomingRecord(topic, partition, raw)), nextOffset };
        } catch (error) {
          // Somebody else may lead by now: the next question looks anew.
          await cluster.refreshMetadata().catch(() => undefined);
          throw error;
        }
      }),
    close,
  };
};
