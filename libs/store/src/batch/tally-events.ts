import { isProbe } from '@varselvakt/domain';
import type { ActResult } from '../act.ts';
import { encodeDateArray, encodeInt4Array, encodeTextArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { addToEventTally } from '../sql/event-tally.ts';
import type { EventTraits, NewEvent } from './stored-rows.ts';

/** How many new events are alike in everything that is counted. */
export type TallyRow = Omit<EventTraits, 'loggedAt'> & {
  /** Days since the epoch. */
  readonly day: number;
  readonly logPartition: number;
  readonly eventCount: number;
};

const dayMs = 86_400_000;
/** The end of the year 9999: a clock gone wild must not keep an event from being stored. */
const lastDay = 2_932_896;

/** Counts new events but those of the probe, in an order in which two batches never wait for each other in a circle. Pure. */
export function tallyEvents(events: readonly NewEvent[]): readonly TallyRow[] {
  const rows = new Map<string, TallyRow & { eventCount: number }>();
  for (const { traits, logPartition } of events) {
    const { producerId, eventType, retentionSource, loggedAt } = traits;
    if (isProbe(producerId)) continue;
    const day = Math.min(Math.max(0, Math.floor(loggedAt / dayMs)), lastDay);
    const key = `${day} ${producerId} ${eventType} ${retentionSource} ${logPartition}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { producerId, eventType, retentionSource, day, logPartition, eventCount: 1 });
    else row.eventCount += 1;
  }
  return [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** Adds new events to the tally. Throws StoreError. */
export function addToTally(client: StoreClient, events: readonly NewEvent[]): Promise<ActResult> {
  const rows = tallyEvents(events);
  return client.run(addToEventTally, [
    encodeDateArray(rows.map(({ day }) => day)),
    encodeTextArray(rows.map(({ producerId }) => producerId)),
    encodeTextArray(rows.map(({ eventType }) => eventType)),
    encodeTextArray(rows.map(({ retentionSource }) => retentionSource)),
    encodeInt4Array(rows.map(({ logPartition }) => logPartition)),
    encodeInt4Array(rows.map(({ eventCount }) => eventCount)),
  ]);
}
