import { hash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';

/** What must become of one record. */
export type ExpectedFate =
  | { readonly fate: 'STORED' }
  /** Stored and then erased everywhere, not before this instant (epoch ms; null: at once, because the producer asks). */
  | { readonly fate: 'DELETED'; readonly notBeforeAt: number | null }
  /** The same bytes as an earlier record. */
  | { readonly fate: 'DUPLICATE' }
  | { readonly fate: 'CONFLICT' }
  | { readonly fate: 'REJECTED'; readonly codes: readonly string[] }
  | { readonly fate: 'UNREADABLE'; readonly code: string }
  /** Random bytes: whatever comes of it is right, as long as it is one thing. */
  | { readonly fate: 'ANY' };

/** One line of the ledger: what is about to be sent, and what must become of it. No bytes, only their hash. */
export interface Intent {
  readonly line: number;
  readonly topic: string;
  readonly partition: number;
  readonly recordHash: string;
  readonly eventId: string | null;
  readonly aggregateId: string | null;
  readonly expected: ExpectedFate;
}

/** What an aggregate must look like when everything about it is stored. */
export interface ExpectedAggregate {
  readonly aggregateId: string;
  readonly state: string;
  readonly eventCount: number;
}

/** Tells records apart by all their bytes; null is not the same as empty. */
export function hashRecord(key: Buffer | null, value: Buffer | null): string {
  return joinHashes(key, value === null ? null : hash('sha256', value));
}

/** The same for a record of whose value only the SHA-256 is known. */
export function joinHashes(key: Buffer | null, valueHash: string | null): string {
  return `${key === null ? 'null' : hash('sha256', key)}:${valueHash ?? 'null'}`;
}

/** Adds lines to the ledger file; they are on it before this returns, so that they outlive the sender. */
export function writeIntents(file: string, intents: readonly Intent[]): void {
  appendFileSync(file, intents.map((intent) => `${JSON.stringify(intent)}\n`).join(''));
}

/** All lines of a ledger file. */
export function readIntents(file: string): readonly Intent[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Intent);
}
