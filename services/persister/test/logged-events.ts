import { createHash } from 'node:crypto';
import type { AcceptedEvent, Body, MessageCreated } from '@varselvakt/domain';
import type { KnownRows } from '@varselvakt/store';
import { classifyBody } from '../src/domain/classify-body.ts';
import { type LoggedEvent, toLoggedEvent } from '../src/domain/logged-event.ts';

export const dayMs = 86_400_000;
/** The clock of these tests: 2026-11-23T12:00Z. */
export const now = Date.UTC(2026, 10, 23, 12);

export const uuidOf = (seed: string): string => {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

type Given = {
  /** Names the event; another content under the same name needs `content`. */
  readonly event: string;
  readonly aggregate?: string;
  readonly content?: string;
  readonly producerId?: string;
  readonly label?: string;
  readonly groupId?: string | null;
  readonly body?: Body;
  readonly retention?: AcceptedEvent['retention'];
  readonly offset?: number;
  readonly source?: AcceptedEvent['source'];
};

export const messageCreated: MessageCreated = {
  type: 'MessageCreated',
  text: 'Brevet er kommet',
  link: 'https://www.nav.no/demo',
  recipients: [{ type: 'AltinnResource', resourceId: 'demo' }],
  externalMessages: [],
  retention: null,
};
export const taskCreated: Body = { ...messageCreated, type: 'TaskCreated', deadline: null, reminder: null };
export const taskCompleted: Body = { type: 'TaskCompleted', completedAt: null, link: null, retention: null };
export const deletionRequested: Body = { type: 'DeletionRequested', reason: 'WITHDRAWN' };
export const caseOpened: Body = {
  type: 'CaseOpened',
  title: 'Søknad',
  additionalInfo: null,
  link: null,
  recipients: [{ type: 'AltinnResource', resourceId: 'demo' }],
  status: 'RECEIVED',
  nextStep: null,
  retention: null,
};
export const retentionChanged = (strategy: 'EXTEND' | 'OVERRIDE'): Body => ({
  type: 'RetentionChanged',
  retention: { until: now, after: null, strategy },
});

export const setRetention = (days: number): AcceptedEvent['retention'] => ({
  operation: 'SET',
  deleteAt: now + days * dayMs,
  source: 'PRODUCER',
});
export const changeRetention = (operation: 'EXTEND' | 'OVERRIDE', days: number): AcceptedEvent['retention'] => ({
  operation,
  deleteAt: now + days * dayMs,
  source: 'PRODUCER',
});
export const noRetention: AcceptedEvent['retention'] = { operation: 'NONE', deleteAt: null, source: 'NONE' };
export const deleteNow: AcceptedEvent['retention'] = { operation: 'DELETE_NOW', deleteAt: null, source: 'NONE' };

/** An event as read from the log; a message with 100 days of retention unless said otherwise. */
export function loggedEvent(given: Given): LoggedEvent {
  const { event: name, aggregate = 'aggregate', body = messageCreated, offset = 0 } = given;
  const contentHash = createHash('sha256')
    .update(`${name} ${given.content ?? ''}`)
    .digest();
  const eventId = uuidOf(`event ${name}`);
  const aggregateId = uuidOf(aggregate);
  const producerId = given.producerId ?? 'team-a';
  const accepted: AcceptedEvent = {
    event: {
      eventId,
      aggregateId,
      occurredAt: now,
      producerId,
      label: given.label ?? 'Tilskudd',
      groupId: given.groupId ?? null,
      organisationNumber: '988077917',
      body,
    },
    producerId,
    acceptedAt: now,
    ruleSetVersion: '1.0.0',
    environment: 'dev',
    contentHash,
    retention: given.retention ?? setRetention(100),
    warnings: [],
    source: given.source ?? { topic: 'notifications.inbound', partition: 0, offset },
  };
  const record = {
    topic: 'notifications.events',
    partition: 0,
    offset: BigInt(offset),
    timestampMs: now,
    timestampType: 'CreateTime',
    key: Buffer.from(`${eventId}:${contentHash.toString('hex', 0, 8)}`),
    value: Buffer.from(`value of ${name}`),
    headers: {},
  } as const;
  return toLoggedEvent(accepted, record, classifyBody(body));
}

/** A store that knows nothing. */
export const nothingKnown: KnownRows = {
  now,
  events: new Map(),
  aggregates: new Map(),
  erasedAggregateIds: new Set(),
  groups: new Map(),
};
