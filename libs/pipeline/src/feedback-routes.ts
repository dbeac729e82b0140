import { type ClusterAdmin, type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import { errorCodeOf, type Logger, type ServiceContext, sleep } from '@varselvakt/runtime';
import { ownFeedbackTopic, producersWithOwnFeedback } from './feedback-topics.ts';
import type { TopicPlace } from './prepared-parts.ts';

/** Where the outcomes of each producer go. */
export type FeedbackRoutes = {
  /** The producer's own topic where the register and the cluster have one, else the shared one; null is nobody. */
  readonly placeOf: (producerId: string | null) => TopicPlace;
  /** A record of the shared feedback topic, addressed to where its producer's outcomes go now; any other as it is. */
  readonly direct: <Sent extends OutgoingRecord>(record: Sent) => Sent;
  /** Looks which topics there are. Throws KafkaError; until it succeeds what was known stays. */
  readonly look: () => Promise<void>;
};

export type FeedbackRouteParts = {
  readonly shared: TopicPlace;
  readonly admin: Pick<ClusterAdmin, 'topicNames' | 'partitionCount'>;
  /** The register that holds now; null where there is none. */
  readonly register: () => Register | null;
  readonly environment: Environment;
  readonly log: Logger;
};

/** Makes the routes; asks nothing yet. A topic that is not there, or not any more, holds nobody's outcomes up: the shared one is always there. */
export function createFeedbackRoutes({
  shared,
  admin,
  register,
  environment,
  log,
}: FeedbackRouteParts): FeedbackRoutes {
  let places: ReadonlyMap<string, TopicPlace> = new Map();
  const told = new Set<string>();
  const isOwn = (producerId: string) => register()?.producers.get(producerId)?.feedbackTopic === 'own';
  const placeOf: FeedbackRoutes['placeOf'] = (producerId) =>
    (producerId !== null && places.size > 0 && isOwn(producerId) ? places.get(producerId) : undefined) ?? shared;

  const tellMissing = (producerId: string, name: string): void => {
    if (told.has(producerId)) return;
    told.add(producerId);
    log.warn(
      { topic: name },
      'a producer’s own feedback topic is not there: its outcomes go to the shared one until "varselvakt topics apply"',
    );
  };
  return {
    placeOf,
    direct: (record) => {
      if (places.size === 0 || record.topic !== shared.name || record.key === null) return record;
      const place = placeOf(producerOf(record.key));
      if (place === shared) return record;
      return { ...record, topic: place.name, partition: partitionFor(record.key, place.partitionCount) };
    },
    look: async () => {
      const now = register();
      const wanted = now === null ? [] : producersWithOwnFeedback(now, environment);
      if (wanted.length === 0) {
        places = new Map();
        return;
      }
      const names = new Set(await admin.topicNames());
      const found = new Map<string, TopicPlace>();
      for (const producerId of wanted) {
        const name = ownFeedbackTopic({ feedback: shared.name }, producerId);
        const partitionCount = names.has(name) ? await admin.partitionCount(name) : null;
        if (partitionCount === null) tellMissing(producerId, name);
        else {
          told.delete(producerId);
          found.set(producerId, { name, partitionCount });
        }
      }
      places = found;
    },
  };
}

/** Keys of feedback are `<producerId>:<what it is about>`, and no producer's id has a colon. */
const producerOf = (key: Buffer | string): string => {
  const text = key.toString();
  return text.slice(0, text.indexOf(':'));
};

type KeepingContext = Pick<ServiceContext, 'runLoop' | 'waitFor' | 'log'>;

/** Looks once, then at each interval, for topics that come and go. */
export async function keepFeedbackRoutes(
  routes: FeedbackRoutes,
  { runLoop, waitFor, log }: KeepingContext,
  intervalMs: number,
): Promise<void> {
  await waitFor('feedback topics', routes.look);
  runLoop('feedback topics', async (signal, progress) => {
    while (!signal.aborted) {
      await sleep(intervalMs, signal);
      try {
        if (!signal.aborted) await routes.look();
        progress.progressed();
      } catch (error) {
        // The sender meets the same fault and reports it as its own lack of progress; what was known stays.
        log.warn({ code: errorCodeOf(error) }, 'feedback topics cannot be looked for, trying again');
        progress.idle();
      }
    }
  });
}
