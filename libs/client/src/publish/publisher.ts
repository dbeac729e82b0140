import { EncodeError } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { createClusterAdmin, createSender, type OutgoingRecord, partitionFor, RecordsRefused } from '@varselvakt/kafka';
import { traceHeaders } from '@varselvakt/pipeline';
import { retryUntilDone, WaitAborted } from '@varselvakt/runtime';
import { ClientError, EventRefused, InvalidEvent, PublishFailed } from '../client-error.ts';
import { createConnection } from '../connection.ts';
import { faultOf } from '../fault-of.ts';
import { createPreflight, type Preflight, type PreflightResult } from '../preflight/preflight.ts';
import { createEventRoutes, type EventRoute, type EventRoutes } from './event-routes.ts';
import { offsetsOf } from './offsets-of.ts';
import type { PublishedEvent, Publisher, PublisherOptions, PublishOptions } from './publish-options.ts';

const usualDeadlineMs = 30_000;
const stopDeadlineMs = 5_000;

const judgeAll = (
  events: readonly ProducerEvent[],
  preflight: Preflight | false,
): readonly (PreflightResult | null)[] => {
  const results = events.map((event) => (preflight === false ? null : preflight(event)));
  const refusals = results.flatMap((result, index) => {
    if (result?.verdict !== 'REJECTED') return [];
    return [{ eventId: events[index]?.eventId ?? '', findings: result.findings }];
  });
  if (refusals.length > 0) throw new EventRefused(refusals);
  return results;
};

const toRecord = (event: ProducerEvent, route: EventRoute, traceParent: string | undefined): OutgoingRecord => {
  const key = Buffer.from(event.aggregateId);
  try {
    const partition = partitionFor(key, route.partitionCount);
    return { topic: route.name, partition, key, value: route.encode(event), ...traceHeaders(traceParent ?? null) };
  } catch (error) {
    if (error instanceof EncodeError) throw new InvalidEvent(error.paths, error);
    throw error;
  }
};

/** Routes of the events, found with patience. Throws PublishFailed, for nothing was sent. */
const findRoutes = async (
  events: readonly ProducerEvent[],
  routes: EventRoutes,
  deadlineMs: number,
): Promise<readonly EventRoute[]> => {
  const find = () => Promise.all(events.map(({ producerId }) => routes(producerId)));
  let last: unknown;
  const onRetry = (error: Error): void => {
    last = error;
  };
  try {
    return await retryUntilDone(find, { signal: AbortSignal.timeout(deadlineMs), onRetry });
  } catch (error) {
    // What the last attempt met says more than that the time is up.
    throw new PublishFailed(eventIdsOf(events), faultOf(error instanceof WaitAborted ? (error.cause ?? last) : error));
  }
};

const eventIdsOf = (events: readonly ProducerEvent[]): readonly string[] => events.map(({ eventId }) => eventId);

const toPublishFailed = (error: unknown, events: readonly ProducerEvent[]): PublishFailed => {
  const failed =
    error instanceof RecordsRefused
      ? events.filter((_, at) => error.refusals.some(({ index }) => index === at))
      : events;
  return new PublishFailed(eventIdsOf(failed), faultOf(error));
};

/** Makes a publisher; connects at the first event. Throws ClientError SETTINGS_INVALID. */
export const createPublisher = (options: PublisherOptions = {}): Publisher => {
  const { kafka, registry, topics, environment } = createConnection(options);
  const { preflight = createPreflight({ environment }), topic, deadlineMs = usualDeadlineMs } = options;
  const admin = createClusterAdmin(kafka);
  const sender = createSender(kafka, { deadlineMs });
  const routes = createEventRoutes({ registry, topics, admin, topic, now: Date.now });
  let closing: Promise<void> | undefined;

  const publishAll = async (
    events: readonly ProducerEvent[],
    { traceParent }: PublishOptions,
  ): Promise<readonly PublishedEvent[]> => {
    if (closing !== undefined) throw new ClientError('PUBLISHER_CLOSED', 'close was called', { retriable: false });
    const judged = judgeAll(events, preflight);
    const found = await findRoutes(events, routes, deadlineMs);
    const records = found.map((route, index) => toRecord(events[index] as ProducerEvent, route, traceParent));
    const placements = await sender.send(records).catch((error: unknown) => {
      throw toPublishFailed(error, events);
    });
    const offsets = offsetsOf(records, placements);
    return events.map(({ eventId, aggregateId }, index) => ({
      eventId,
      aggregateId,
      topic: records[index]?.topic ?? '',
      partition: records[index]?.partition ?? -1,
      offset: offsets[index] ?? -1n,
      warnings: judged[index]?.findings ?? [],
    }));
  };

  async function publish(event: ProducerEvent, options?: PublishOptions): Promise<PublishedEvent>;
  async function publish(
    events: readonly ProducerEvent[],
    options?: PublishOptions,
  ): Promise<readonly PublishedEvent[]>;
  async function publish(given: ProducerEvent | readonly ProducerEvent[], publishOptions: PublishOptions = {}) {
    if ('body' in given) return (await publishAll([given], publishOptions))[0];
    return publishAll(given, publishOptions);
  }

  const close = async (): Promise<void> => {
    await sender.stop(stopDeadlineMs);
    await admin.close().catch(() => undefined);
  };

  return {
    publish: publish as Publisher['publish'],
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};
