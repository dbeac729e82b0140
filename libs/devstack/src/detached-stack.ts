import { isPresent } from './download-cache.ts';
import { endLeftovers, isStackUp } from './leftovers.ts';
import type { StackAddresses } from './stack-addresses.ts';
import { lockStackFolder } from './stack-folder.ts';
import { readStackRecord, saveStackRecord } from './stack-record.ts';

/** The addresses of a stack that runs in this folder, whoever started it; null when none does. Never throws. */
export async function readRunningAddresses(folder: string): Promise<StackAddresses | null> {
  const record = await readStackRecord(folder);
  return record !== null && (await isStackUp(folder, record)) ? record.addresses : null;
}

/**
 * Ends a stack that was started to stay up. Returns of which kind it was: an embedded one keeps its data, containers take theirs with
 * them; null when nothing of it ran.
 * Throws STACK_IN_USE when another program runs it: that program must be ended.
 */
export async function stopDetachedStack(folder: string): Promise<'embedded' | 'docker' | null> {
  if (!(await isPresent(folder))) {
    return null;
  }
  const release = await lockStackFolder(folder);
  try {
    const record = await readStackRecord(folder);
    if (record === null || record.processes.length + record.containers.length === 0) {
      return null;
    }
    await endLeftovers(folder, record);
    await saveStackRecord(folder, { ...record, processes: [], containers: [], addresses: null });
    return record.kind;
  } finally {
    await release();
  }
}
