import { createHash } from 'node:crypto';

/** The tables, as far as the services use them. Rows are never changed in place: a transaction that is rolled back puts the old maps back. */
export type FakeTables = {
  readonly topics: Map<string, number>;
  readonly days: Set<number>;
  readonly positions: Map<string, number>;
  readonly identities: Map<string, IdentityRow>;
  readonly contents: Map<string, ContentRow>;
  readonly aggregates: Map<string, AggregateRow>;
  readonly groups: Map<string, GroupRow>;
  readonly outbox: Map<number, OutboxRow>;
  readonly plans: Map<number, readonly string[]>;
  readonly erasures: Map<number, ErasureRow>;
  /** Of outbox lines, plans and ledger lines; never goes back. */
  readonly numbers: Map<'last', number>;
};

export type IdentityRow = {
  readonly eventId: string;
  readonly aggregateId: string;
  readonly contentHash: Buffer;
  readonly logTopic: number;
  readonly logPartition: number;
  readonly logOffset: number;
  readonly logKey: Buffer | null;
  readonly sourceTopic: number;
  readonly sourcePartition: number;
  readonly sourceOffset: number;
};

export type ContentRow = {
  readonly day: number;
  readonly eventId: string;
  readonly aggregateId: string;
  readonly payload: Buffer;
};

/** Instants in milliseconds, days since the epoch. */
export type AggregateRow = {
  readonly aggregateId: string;
  readonly lastEventId: string;
  readonly deleteAt: number;
  readonly contentDay: number;
  readonly eventCount: number;
  readonly kind: string | null;
  readonly state: string;
  readonly retentionSource: string;
  readonly deletionCause: string;
  readonly pendingOperation: string | null;
  readonly pendingUntil: number | null;
  readonly producerId: string;
  readonly label: string;
  readonly groupId: string | null;
  readonly organisationNumber: string;
  readonly groupRef: string | null;
  readonly deletingSince: number | null;
};

export type GroupRow = { readonly caseId: string | null; readonly erasingSince: number | null };

export type OutboxRow = {
  readonly owner: string;
  readonly kind: string;
  readonly topic: string;
  readonly partition: number | null;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: unknown;
};

export type ErasureRow = {
  readonly aggregateId: string;
  readonly kind: string;
  readonly dueAt: number;
  readonly plannedAt: number;
  readonly goneAt: number;
  readonly eventCount: number;
};

/** A new database. */
export const createTables = (): FakeTables => ({
  topics: new Map(),
  days: new Set(),
  positions: new Map(),
  identities: new Map(),
  contents: new Map(),
  aggregates: new Map(),
  groups: new Map(),
  outbox: new Map(),
  plans: new Map(),
  erasures: new Map(),
  numbers: new Map([['last', 0]]),
});

/** What a transaction goes back to. Numbers that were taken stay taken, as in Postgres. */
export const copyTables = (tables: FakeTables): FakeTables => ({
  topics: new Map(tables.topics),
  days: new Set(tables.days),
  positions: new Map(tables.positions),
  identities: new Map(tables.identities),
  contents: new Map(tables.contents),
  aggregates: new Map(tables.aggregates),
  groups: new Map(tables.groups),
  outbox: new Map(tables.outbox),
  plans: new Map(tables.plans),
  erasures: new Map(tables.erasures),
  numbers: tables.numbers,
});

export function nextNumber({ numbers }: FakeTables): number {
  const next = (numbers.get('last') ?? 0) + 1;
  numbers.set('last', next);
  return next;
}

const asUuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** What stands for a group, and for a receipt: any function of the same inputs will do. */
export const refOf = (label: string, groupId: string): string =>
  asUuid(createHash('sha256').update(`${label}\u001f${groupId}`).digest('hex'));
export const receiptOf = (aggregateId: string, cause: string): string =>
  asUuid(createHash('sha256').update(`receipt ${aggregateId} ${cause}`).digest('hex'));

/** The usual key of a record. */
export const keyOf = ({ logKey, eventId, contentHash }: IdentityRow): Buffer =>
  logKey ?? Buffer.from(`${eventId}:${contentHash.toString('hex', 0, 8)}`);

export const nameOfTopic = ({ topics }: FakeTables, wanted: number): string | null =>
  [...topics].find(([, number]) => number === wanted)?.[0] ?? null;
