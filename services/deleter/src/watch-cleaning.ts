import { measureCleaningHeldBack } from '@varselvakt/store';
import type { DeletionWork } from './deletion-work.ts';

/** Backups and reports end within that; what runs longer was forgotten. */
const toldAfterSeconds = 600;

/**
 * Tells of a transaction that somebody left open: rows that were deleted since stay in the files and indices, every deletion has to pass them, and
 * their bytes stay. Throws StoreError.
 */
export async function watchCleaning({ client, observe }: Pick<DeletionWork, 'client' | 'observe'>): Promise<void> {
  const heldSeconds = await measureCleaningHeldBack(client);
  if (heldSeconds >= toldAfterSeconds) observe({ type: 'CleaningHeldBack', heldSeconds });
}
