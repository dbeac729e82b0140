import { createEncoder } from '@varselvakt/codec';
import type { IncomingRecord, OutgoingRecord, Sender } from '@varselvakt/kafka';
import { sharedFeedback } from '@varselvakt/pipeline';
import { becomeRelay, hastenJoinedLate, type StoreClient } from '@varselvakt/store';
import { createDeletionRecords } from '../../services/deleter/src/deletion-records.ts';
import { runDeletions } from '../../services/deleter/src/run-deletions.ts';
import { assemblePersister } from '../../services/persister/src/assemble-persister.ts';
import { createOutboxLines } from '../../services/persister/src/outbox/outbox-lines.ts';
import { relayOnce } from '../../services/persister/src/outbox/relay-outbox.ts';
import { createStartOffset } from '../../services/persister/src/start-offset.ts';
import { createBatchHandler as createValidator } from '../../services/validator/src/handle-batch.ts';
import { createOutputWriter } from '../../services/validator/src/output-writer.ts';
import type { FakeBroker } from './fakes/fake-broker.ts';
import type { FakeDatabase, FakeSession } from './fakes/fake-database.ts';
import type { Actor, Scheduler } from './scheduler.ts';
import type { SimMutant } from './sim-mutants.ts';
import { prefix, type SimParts, schemaIds, topics } from './sim-parts.ts';
import type { Assignments } from './assignments.ts';

/** What all processes of one run meet in. */
export type SimWorld = {
  readonly parts: SimParts;
  readonly scheduler: Scheduler;
  readonly broker: FakeBroker;
  readonly database: FakeDatabase;
  readonly clock: () => number;
  readonly mutant: SimMutant | null;
  readonly inbound: Assignments;
  readonly events: Assignments;
};

function openSender(name: string, { broker, scheduler, mutant }: SimWorld): Sender {
  const sender = broker.openSender(scheduler.sendWire(name));
  return mutant?.changeSender?.(name, sender) ?? sender;
}

const nothing = (): void => undefined;
const { signal } = new AbortController();
const documentationUrl = 'docs/rules.md';
const encodeOutcome = createEncoder('EventOutcome', schemaIds.EventOutcome);
const encodeHardDeleted = createEncoder('HardDeleted', schemaIds.HardDeleted);
const writer = createOutputWriter({
  events: topics.events,
  feedbackOf: () => topics.feedback,
  deadLetter: topics.deadLetter,
  schemaIds,
  environment: 'dev',
  groupId: `${prefix}validator`,
  documentationUrl,
});

/** A validator: reads on from what is committed, and commits what it has sent. */
export function createValidatorActor(name: string, world: SimWorld): Actor {
  const { parts, scheduler, clock, inbound } = world;
  const handler = createValidator({
    decoderOf: () => parts.decoders.inbound,
    writer,
    sender: openSender(name, world),
    register: () => parts.register,
    rules: parts.rules,
    protectedPersonsKey: null,
    environment: 'dev',
    observe: nothing,
    now: clock,
  });
  return {
    name,
    crash: () => inbound.leave(name),
    begin: () => {
      const batch = inbound.take(name);
      if (batch === null) return null;
      const commit = () => batch.commit(scheduler.wire(name));
      return async () => {
        if (world.mutant?.commitsBeforeSending) await commit();
        await handler(toBatch(batch.records), batch.control);
        await commit();
      };
    },
  };
}

/** A persister: seeks to the position in the database, and stores. */
export function createPersisterActor(name: string, world: SimWorld): Actor {
  const { scheduler, database, broker, events } = world;
  const open = () => {
    const sessions = [1, 2].map(() => database.open(scheduler.wire(name)));
    const [first] = sessions;
    if (first === undefined) throw new Error('a session');
    const { handler } = assemblePersister({
      connections: sessions.map(({ connection }) => connection),
      decoder: world.parts.decoders.stored,
      lines: outboxLinesOf(world),
      sender: openSender(name, world),
      log: world.parts.log,
      observe: nothing,
      now: world.clock,
    });
    const topicBounds = async (topic: string) =>
      [0, 1].map((partition) => ({
        partition,
        startOffset: 0n,
        endOffset: BigInt(broker.read(topic, partition).length),
      }));
    const startOffset = createStartOffset(first.connection, { topicBounds } as unknown as Parameters<
      typeof createStartOffset
    >[1]);
    return { sessions, handler, startOffset };
  };
  let life = open();
  return {
    name,
    crash: () => {
      for (const session of life.sessions) session.kill();
      events.leave(name);
      life = open();
    },
    begin: () => {
      const owned = events.takeAll(name).filter(({ partition }) => isBehind(world, partition));
      if (owned.length === 0) return null;
      const { handler, startOffset } = life;
      return async () => {
        const stored = owned.map(async ({ partition, control, readFrom }) => {
          const records = readFrom(await startOffset(topics.events.name, partition));
          if (records.length > 0) await handler(toBatch(records), control);
        });
        await Promise.allSettled(stored);
      };
    },
  };
}

/** Whether anything on a partition of the event log is not stored yet. */
export const isBehind = ({ database, broker }: SimWorld, partition: number): boolean => {
  const { name } = topics.events;
  return (database.tables().positions.get(`${name}/${partition}`) ?? 0) < broker.read(name, partition).length;
};

const toBatch = (records: readonly IncomingRecord[]) => {
  const [first] = records;
  if (first === undefined) throw new RangeError('an empty batch');
  const { topic, partition } = first;
  return { topic, partition, records, highWatermark: (records.at(-1) ?? first).offset + 1n };
};

const outboxLinesOf = ({ clock }: SimWorld) =>
  createOutboxLines({
    feedback: topics.feedback,
    deadLetter: topics.deadLetter,
    groupId: `${prefix}persister`,
    environment: 'dev',
    documentationUrl,
    encodeOutcome,
    registerVersion: () => null,
    now: clock,
  });

/** Publishes the outbox of the persister, when nobody else does. */
export function createRelayActor(name: string, world: SimWorld): Actor {
  const { database, parts } = world;
  const sender = openSender(name, world);
  const wakeUp = { wake: nothing, wait: async () => undefined };
  const direct = <Sent extends OutgoingRecord>(record: Sent): Sent => record;
  const isNeeded = () => [...database.tables().outbox.values()].some(({ owner }) => owner === 'PERSISTER');
  return withSession(name, world, isNeeded, async ({ connection }) => {
    await relayOnce({ connection, sender, direct, wakeUp, observe: nothing, log: parts.log }, signal);
  });
}

/** A deleter: runs when something is due or left half done. */
export function createDeleterActor(name: string, world: SimWorld): Actor {
  const { clock } = world;
  const sender = openSender(name, world);
  const records = createDeletionRecords({
    eventsTopic: topics.events.name,
    eventsPartitionCount: topics.events.partitionCount,
    feedbackTopic: topics.feedback.name,
    feedbackPartitionCount: topics.feedback.partitionCount,
    environment: 'dev',
    encodeHardDeleted,
    encodeOutcome,
    feedback: sharedFeedback,
  });
  const run = async (client: StoreClient): Promise<void> => {
    if (!(await becomeRelay(client, 'DELETER'))) return;
    await hastenJoinedLate(client, null);
    await runDeletions({
      client,
      sender,
      records,
      eventsTopic: topics.events.name,
      feedbackTopic: topics.feedback.name,
      volumeLimits: { factor: 0, floorCount: 1_000, absoluteCount: 1_000 },
      maxCountPerProducer: 1_000,
      maxAggregateCount: 3,
      maxEventCount: 6,
      observe: nothing,
      signal,
      now: clock,
    });
  };
  return withSession(
    name,
    world,
    () => hasDeletions(world),
    ({ connection }) => connection.withClient(run),
  );
}

/** Whether anything is due, being deleted, or to be told. */
export function hasDeletions({ database, clock }: SimWorld): boolean {
  const { aggregates, plans, outbox, groups } = database.tables();
  const isClosed = (ref: string | null) => ref !== null && (groups.get(ref)?.erasingSince ?? null) !== null;
  return (
    plans.size > 0 ||
    [...outbox.values()].some(({ owner }) => owner === 'DELETER') ||
    [...aggregates.values()].some(({ deleteAt, groupRef }) => deleteAt <= clock() || isClosed(groupRef))
  );
}

/** An actor with one session, and a new one after each crash. */
function withSession(
  name: string,
  { scheduler, database }: SimWorld,
  isNeeded: () => boolean,
  work: (session: FakeSession) => Promise<void>,
): Actor {
  let session = database.open(scheduler.wire(name));
  return {
    name,
    crash: () => {
      session.kill();
      session = database.open(scheduler.wire(name));
    },
    begin: () => {
      const current = session;
      return isNeeded() ? () => work(current) : null;
    },
  };
}
