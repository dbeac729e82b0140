import type { Row } from '@varselvakt/store';
import type { FakeTables } from './fake-tables.ts';

/** What an act does to the tables. */
export type FakeCall = {
  readonly tables: FakeTables;
  readonly params: readonly unknown[];
  /** The SQL, of which only the name of a partition is read. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** Rows, or how many were touched where nothing is given back. */
export type FakeAct = (call: FakeCall) => readonly Row[] | number;

/** The day of the partition of event_content that an act names. */
export function dayNamedIn(text: string): number {
  const [, year, month, day] = /event_content_(\d{4})(\d\d)(\d\d)/.exec(text) ?? [];
  if (day === undefined) throw new TypeError('no partition is named');
  return Date.parse(`${year}-${month}-${day}T00:00Z`) / 86_400_000;
}
