import { forgetTally } from '@varselvakt/store';
import type { DeletionWork } from './deletion-work.ts';

const maxCountPerStatement = 1_000;
/** More than any day adds; what is left waits for the next time, so that deletions do not. */
const maxStatementCount = 100;

/** Forgets how much was published so many days ago, a little at a time. Throws StoreError. */
export async function forgetTallies({ client, signal, observe }: DeletionWork, days: number): Promise<void> {
  let forgottenCount = 0;
  for (let statement = 0; statement < maxStatementCount && !signal.aborted; statement += 1) {
    const count = await forgetTally(client, days, maxCountPerStatement);
    forgottenCount += count;
    if (count < maxCountPerStatement) break;
  }
  if (forgottenCount > 0) observe({ type: 'TalliesForgotten', count: forgottenCount });
}
