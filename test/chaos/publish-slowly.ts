import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedRecord } from '../workload/planned-record.ts';
import type { Publisher } from '../workload/publish-workload.ts';

const PART_SIZE = 50;
const PAUSE_MS = 100;

/** Sends the records in small parts with pauses, so that they keep coming while things go wrong. */
export async function publishSlowly(publisher: Publisher, records: readonly PlannedRecord[]): Promise<void> {
  for (let start = 0; start < records.length; start += PART_SIZE) {
    await publisher.publish(records.slice(start, start + PART_SIZE));
    await sleep(PAUSE_MS);
  }
}
