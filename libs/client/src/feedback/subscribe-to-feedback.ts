import { randomBytes } from 'node:crypto';
import { createEventDecoder, type EventDecoder } from '@varselvakt/codec';
import type { EventOutcome } from '@varselvakt/domain';
import { createBatchConsumer, createClusterAdmin, type IncomingRecord } from '@varselvakt/kafka';
import { feedbackSubject, findFeedbackTopicsOf } from '@varselvakt/pipeline';
import { ClientError } from '../client-error.ts';
import { createConnection } from '../connection.ts';
import type { ConnectionOptions } from '../connection-options.ts';
import { faultOf } from '../fault-of.ts';
import { createFeedbackStart } from './feedback-start.ts';

export type FeedbackOptions = ConnectionOptions & {
  /** Whose outcomes; all others are left out. */
  readonly producerId: string;
  /** Is awaited. When it throws, the outcome comes again, and so may those shortly before it: be ready for repeats. */
  readonly onOutcome: (outcome: EventOutcome) => void | Promise<void>;
  /** Where to begin: with all that is kept (14 days), or with what comes from now on. Default `now`. */
  readonly from?: 'start' | 'now';
  /**
   * A consumer group that goes on where it stopped, and whose members share the outcomes; must begin with the producer's id. Left out: a
   * group of its own, which sees everything and remembers nothing.
   */
  readonly groupId?: string;
};

export type FeedbackSubscription = {
  /** Finishes the outcome in work and leaves, within five seconds. Never throws. */
  readonly stop: () => Promise<void>;
  /** Resolves (never rejects) when the subscription is dead for good, and with it the reason to start the process anew. */
  readonly crashed: Promise<Error>;
};

const stopDeadlineMs = 5_000;

type Tell = { readonly decoder: EventDecoder<'EventOutcome'> } & Pick<FeedbackOptions, 'producerId' | 'onOutcome'>;

const tellOutcomes = async (records: readonly IncomingRecord[], { decoder, producerId, onOutcome }: Tell) => {
  await decoder.prepare(records);
  for (const { value, headers } of records) {
    const decoded = value === null ? undefined : decoder.decode(value, headers);
    if (decoded?.ok && decoded.value.producerId === producerId) await onOutcome(decoded.value);
  }
};

/**
 * Tells what becomes of a producer's events, from its own feedback topic where it has one as well as from the shared one. Once it has resolved,
 * no outcome made afterwards is missed: subscribe first, then publish. A topic of its own that is made later is found by the next subscription.
 * Throws ClientError: SETTINGS_INVALID, or the code of what Kafka says; `retriable` tells.
 */
export const subscribeToFeedback = async (options: FeedbackOptions): Promise<FeedbackSubscription> => {
  const { producerId, onOutcome, from = 'now' } = options;
  const { groupId = `${producerId}-feedback-${randomBytes(6).toString('hex')}` } = options;
  const { kafka, registry, topics } = createConnection(options);
  const admin = createClusterAdmin(kafka);
  const stopAdmin = () => admin.close().catch(() => undefined);
  try {
    const found = await findFeedbackTopicsOf(producerId, admin, topics);
    const decoder = createEventDecoder({ registry, readers: found.map(feedbackSubject), now: Date.now });
    const consumer = createBatchConsumer(kafka, {
      groupId,
      topics: found,
      startOffset: await createFeedbackStart(admin, { groupId, topics: found, from }),
      handler: ({ records }) => tellOutcomes(records, { decoder, producerId, onOutcome }),
    });
    await consumer.start();
    return {
      crashed: consumer.crashed,
      stop: async () => {
        await consumer.stop(stopDeadlineMs);
        await stopAdmin();
      },
    };
  } catch (error) {
    await stopAdmin();
    const { code, ...fault } = faultOf(error);
    throw new ClientError(code, `the feedback topic ${topics.feedback} cannot be read`, fault);
  }
};
