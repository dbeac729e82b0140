import type { Body, BodyType } from '@varselvakt/domain';
import { sampleBody } from '@varselvakt/rules';
import {
  eventOf,
  type Identity,
  type PlannedRecord,
  type Producer,
  type Scene,
  type WorkloadStart,
} from './planned-record.ts';

const producers: readonly Producer[] = ['tilskudd-demo', 'tilskudd-demo', 'oppfolging-demo'];
const caseStates = ['RECEIVED', 'IN_PROGRESS', 'COMPLETED'] as const;
const appointmentStates = ['AWAITING_EMPLOYER', 'EMPLOYER_ACCEPTED', 'EMPLOYER_WANTS_TO_CANCEL'] as const;
const stored = { fate: 'STORED' } as const;

/** A new aggregate of one of the producers. */
export function newIdentity({ random }: WorkloadStart, producer: Producer = random.pick(producers)): Identity {
  return { aggregateId: random.uuid(), groupId: `gruppe-${random.uuid()}`, producer };
}

/** Something that is created, changed a few times, and kept. */
export function lifeScene(start: WorkloadStart): Scene {
  const { random } = start;
  const kind = random.pick(['message', 'task', 'appointment', 'case'] as const);
  const identity = newIdentity(start);
  const { bodies, state } = lives[kind](start);
  return {
    records: bodies.map((body) => ({ event: eventOf(start, identity, body), expected: stored })),
    aggregates: [{ aggregateId: identity.aggregateId, state, eventCount: bodies.length }],
  };
}

interface Life {
  readonly bodies: readonly Body[];
  readonly state: string;
}

const lives: Readonly<Record<'message' | 'task' | 'appointment' | 'case', (start: WorkloadStart) => Life>> = {
  message: (start) => ({
    bodies: [bodyOf(start, 'MessageCreated'), ...(start.random.chance(0.3) ? [bodyOf(start, 'RetentionChanged')] : [])],
    state: 'CREATED',
  }),
  task: (start) => {
    const end = start.random.pick(['TaskCompleted', 'TaskExpired', 'TaskDeadlineMoved'] as const);
    const states = { TaskCompleted: 'COMPLETED', TaskExpired: 'EXPIRED', TaskDeadlineMoved: 'OPEN' } as const;
    return { bodies: [bodyOf(start, 'TaskCreated'), bodyOf(start, end)], state: states[end] };
  },
  appointment: (start) => {
    const changes = Array.from({ length: start.random.between(1, 3) }, () => start.random.pick(appointmentStates));
    const changed = changes.map((state): Body => ({ ...sampleBody('AppointmentChanged', start.now), state }));
    return { bodies: [bodyOf(start, 'AppointmentCreated'), ...changed], state: changes.at(-1) ?? '' };
  },
  case: (start) => {
    const changes = Array.from({ length: start.random.between(1, 4) }, () => start.random.pick(caseStates));
    const changed = changes.map((status): Body => ({ ...sampleBody('CaseStatusChanged', start.now), status }));
    return { bodies: [bodyOf(start, 'CaseOpened'), ...changed], state: changes.at(-1) ?? '' };
  },
};

/** The same event several times: stored once. */
export function repeatScene(start: WorkloadStart): Scene {
  const { random } = start;
  const identity = newIdentity(start);
  const event = eventOf(start, identity, bodyOf(start, 'MessageCreated'));
  const again = Array.from(
    { length: random.between(1, 3) },
    (): PlannedRecord => ({ event, expected: { fate: 'DUPLICATE' } }),
  );
  return {
    records: [{ event, expected: stored }, ...again],
    aggregates: [{ aggregateId: identity.aggregateId, state: 'CREATED', eventCount: 1 }],
  };
}

/** A time of deletion is set earlier, then later; then the earlier one is sent once more, which must change nothing. */
export function repeatedOverrideScene(start: WorkloadStart): Scene {
  const identity = newIdentity(start, 'tilskudd-demo');
  const keptFor = (days: number, strategy: 'EXTEND' | 'OVERRIDE'): Body => ({
    type: 'RetentionChanged',
    retention: { until: start.now + days * dayMs, after: null, strategy },
  });
  const [created, earlier, later] = [
    bodyOf(start, 'MessageCreated'),
    keptFor(30, 'OVERRIDE'),
    keptFor(90, 'EXTEND'),
  ].map((body) => ({ event: eventOf(start, identity, body), expected: stored }));
  if (created === undefined || earlier === undefined || later === undefined) throw new Error('three events');
  return {
    records: [created, earlier, later, { ...earlier, expected: { fate: 'DUPLICATE' } }],
    aggregates: [{ aggregateId: identity.aggregateId, state: 'CREATED', eventCount: 3 }],
  };
}

const dayMs = 86_400_000;

/** Another event under the id of the first: the first stands. */
export function conflictScene(start: WorkloadStart): Scene {
  const identity = newIdentity(start);
  const event = eventOf(start, identity, bodyOf(start, 'MessageCreated'));
  const other = {
    ...event,
    body: { ...sampleBody('MessageCreated', start.now), text: 'Noe annet', externalMessages: [] },
  };
  return {
    records: [
      { event, expected: stored },
      { event: other, expected: { fate: 'CONFLICT' } },
    ],
    aggregates: [{ aggregateId: identity.aggregateId, state: 'CREATED', eventCount: 1 }],
  };
}

/** A creation of what exists already, and a change of what it is not: refused by the place that stores. */
export function misfitScene(start: WorkloadStart): Scene {
  const identity = newIdentity(start);
  const refused = (type: BodyType, code: string): PlannedRecord => ({
    event: eventOf(start, identity, bodyOf(start, type)),
    expected: { fate: 'REJECTED', codes: [code] },
  });
  return {
    records: [
      { event: eventOf(start, identity, bodyOf(start, 'TaskCreated')), expected: stored },
      refused('TaskCreated', 'AGGREGATE_EXISTS'),
      refused('AppointmentChanged', 'AGGREGATE_KIND_MISMATCH'),
    ],
    aggregates: [{ aggregateId: identity.aggregateId, state: 'OPEN', eventCount: 1 }],
  };
}

/** A sample body. */
export function bodyOf({ now }: WorkloadStart, type: BodyType): Body {
  return sampleBody(type, now);
}
