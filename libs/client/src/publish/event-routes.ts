import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import type { ClusterAdmin } from '@varselvakt/kafka';
import { findSchemaId, findTopic, inboundSubject, type TopicPlace } from '@varselvakt/pipeline';
import type { Connection } from '../connection.ts';

/** How the events of one producer are written, and where. */
export type EventRoute = TopicPlace & { readonly encode: (event: ProducerEvent) => Buffer };

/** Finds the routes, and keeps each for a while. Throws KafkaError, RegistryUnavailable or NotPrepared. */
export type EventRoutes = (producerId: string) => Promise<EventRoute>;

export type RouteParts = Pick<Connection, 'registry' | 'topics'> & {
  readonly admin: Pick<ClusterAdmin, 'partitionCount'>;
  /** The one topic that is written to; undefined: the producer's own where there is one, else the shared one. */
  readonly topic: string | undefined;
  readonly now: () => number;
};

/** As the Java clients do: a topic that has got more partitions is seen within this time. */
const freshMs = 5 * 60_000;

/** Makes the finder of routes; asks nothing yet. */
export const createEventRoutes = ({ registry, topics, admin, topic, now }: RouteParts): EventRoutes => {
  const known = new Map<string, { readonly route: Promise<EventRoute>; readonly foundAt: number }>();

  const topicOf = async (producerId: string): Promise<string> => {
    if (topic !== undefined) return topic;
    const own = `${topics.inbound}.${producerId}`;
    return (await admin.partitionCount(own)) === null ? topics.inbound : own;
  };
  const find = async (producerId: string): Promise<EventRoute> => {
    const place = await findTopic(admin, await topicOf(producerId));
    const schemaId = await findSchemaId(registry, inboundSubject(place.name));
    return { ...place, encode: createEncoder('ProducerEvent', schemaId) };
  };
  return async (producerId) => {
    const kept = known.get(producerId);
    if (kept !== undefined && now() - kept.foundAt < freshMs) return kept.route;
    const route = find(producerId);
    known.set(producerId, { route, foundAt: now() });
    try {
      return await route;
    } catch (error) {
      known.delete(producerId);
      throw error;
    }
  };
};
