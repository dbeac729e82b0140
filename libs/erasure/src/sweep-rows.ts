import { readRowsPage, removeLeftoverRows, type RowsPage, type Sweep } from '@varselvakt/store';
import type { SweepParts, SweptPart } from './sweep-parts.ts';

const maxRowsPerPage = 5_000;

/**
 * Compares the next rows of the tables with the ledger and takes away what must not be there, tombstones first. Throws StoreError,
 * KafkaError; a repeat goes on where the sweep was saved.
 */
export async function sweepRows(parts: SweepParts, sweep: Sweep): Promise<SweptPart> {
  let { rows, rowCount } = sweep;
  let foundCount = 0;
  while (rows.stage !== 'DONE' && !parts.signal.aborted) {
    const leftCount = parts.maxCountPerSlice - (rowCount - sweep.rowCount);
    if (leftCount <= 0) break;
    const page = await readRowsPage(parts.client, rows, Math.min(leftCount, maxRowsPerPage));
    await removeFound(parts, sweep, page);
    foundCount += page.found.length;
    rowCount += page.rowCount;
    rows = page.next;
    parts.onProgress({ rowCount, recordCount: sweep.recordCount });
  }
  return { sweep: { ...sweep, rows, rowCount }, foundCount };
}

async function removeFound({ client, sender, isDryRun, signal }: SweepParts, sweep: Sweep, page: RowsPage) {
  if (page.found.length === 0 || isDryRun) return;
  const records = page.found.map(({ record }) => record).filter((record) => record !== null);
  if (records.length > 0)
    await sender.send(
      records.map((place) => ({ ...place, value: null })),
      { signal },
    );
  await removeLeftoverRows(client, sweep, page);
}
