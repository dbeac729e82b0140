import type { KafkaClient } from '../connect/client.ts';
import { isConnectionInDoubt, toKafkaError } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import { settledWithin } from '../waiting/settled-within.ts';
import { createRawCluster, type RawBroker, type RawCluster } from './raw-cluster.ts';

/** A cluster that is connected to when it is first asked, and anew after a fault of the connection. */
export type RawConnection = {
  /** One broker that is away must not cost the connections to the others. Throws KafkaError. */
  readonly askOne: <T>(place: string, act: (cluster: RawCluster) => Promise<T>) => Promise<T>;
  /** What is asked of all brokers throws KafkaError only when none of them answers: the next call connects anew. */
  readonly askAll: <T>(place: string, act: (cluster: RawCluster) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

const CLOSE_MS = 2_000;

/** Learns where these topics lie, if that is not known or too old. */
export const learnTopics = async (cluster: RawCluster, topics: readonly string[]): Promise<void> => {
  await cluster.addMultipleTargetTopics(topics);
  await cluster.refreshMetadataIfNecessary();
};

/** The broker that leads a partition. Throws KafkaError while nobody does. */
export const findLeader = async (
  cluster: RawCluster,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): Promise<RawBroker> => {
  const found = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition);
  if (found === undefined || found.leader < 0)
    throw new KafkaError('KAFKA_LEADER_NOT_AVAILABLE', `${topic}/${partition}`, { retriable: true });
  return cluster.findBroker({ nodeId: found.leader });
};

/** Makes a connection; opens nothing yet. `onForget` is called when what was learnt from it is of no use any more. */
export const createRawConnection = (client: KafkaClient, onForget: () => void = () => undefined): RawConnection => {
  let connected: Promise<RawCluster> | undefined;
  /** A question that outlived its asker must not connect anew after the end: nobody would close that. */
  let isClosed = false;

  const connect = async (): Promise<RawCluster> => {
    const cluster = createRawCluster(client.kafka);
    await cluster.connect();
    await cluster.refreshMetadata();
    client.observe({ type: 'client_connected', role: 'admin' });
    return cluster;
  };
  const forget = (): void => {
    void connected?.then((cluster) => cluster.disconnect()).catch(() => undefined);
    connected = undefined;
    onForget();
  };
  const open = async (): Promise<RawCluster> => {
    if (isClosed) throw new KafkaError('KAFKA_CLIENT_CLOSED', '', { retriable: false });
    connected ??= connect();
    const attempt = connected;
    try {
      return await attempt;
    } catch (error) {
      if (connected === attempt) forget();
      throw error;
    }
  };
  return {
    askOne: async (place, act) => {
      try {
        return await act(await open());
      } catch (error) {
        throw toKafkaError(error, place);
      }
    },
    askAll: async (place, act) => {
      try {
        return await act(await open());
      } catch (error) {
        if (isConnectionInDoubt(error)) forget();
        throw toKafkaError(error, place);
      }
    },
    close: async () => {
      isClosed = true;
      const closed = connected?.then((cluster) => cluster.disconnect()).catch(() => undefined);
      if (closed !== undefined) await settledWithin(closed, CLOSE_MS); // it may be trying to connect still
    },
  };
};
