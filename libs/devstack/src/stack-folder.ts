import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DevstackError } from './devstack-error.ts';
import { endLeftovers, isStackUp } from './leftovers.ts';
import { readLockOwner, takeLock } from './owner-lock.ts';
import { readStackRecord, type StackRecord } from './stack-record.ts';

const LOCK_FILE = 'owner.lock';
/** More stacks beside each other than any machine bears. */
const MOST_STACKS = 20;

/** Where all stacks of this checkout keep their data. */
export function stacksFolder(): string {
  return fileURLToPath(new URL('../../../.varselvakt', import.meta.url));
}

/** A stack's folder that is ours alone, and what was recorded there before. */
export interface TakenFolder {
  readonly name: string;
  readonly folder: string;
  readonly previous: StackRecord | null;
  readonly release: () => Promise<void>;
}

/**
 * Takes a stack's folder for this process and ends what an earlier owner left running there.
 * Throws STACK_IN_USE while another process owns it or its stack was put up to stay (`stack up`).
 */
export async function takeStackFolder(folder: string): Promise<TakenFolder> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const release = await lockStackFolder(folder);
  try {
    const previous = await readStackRecord(folder);
    if (previous?.detached && (await isStackUp(folder, previous))) {
      throw stackInUse(folder, 'it was started with `stack up`; end it with `stack down`');
    }
    if (previous !== null) {
      await endLeftovers(folder, previous);
    }
    return { name: basename(folder), folder, previous, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Takes the lock of a stack's folder. Throws STACK_IN_USE while a living process holds it. Returns what lets go of it. */
export async function lockStackFolder(folder: string): Promise<() => Promise<void>> {
  const attempt = await takeLock(join(folder, LOCK_FILE));
  if (attempt.outcome === 'HELD') {
    throw stackInUse(folder, `process ${attempt.owner.pid} runs it`);
  }
  return attempt.release;
}

/** Takes the first folder of `name`, `name-2`, `name-3` … that nobody uses. Throws when none can be made. */
export async function takeFreeFolder(parent: string, name: string): Promise<TakenFolder> {
  for (let number = 1; ; number += 1) {
    try {
      return await takeStackFolder(join(parent, number === 1 ? name : `${name}-${number}`));
    } catch (error) {
      const inUse = error instanceof DevstackError && error.code === 'STACK_IN_USE';
      if (!inUse || number === MOST_STACKS) {
        throw error;
      }
    }
  }
}

/** True while a living process owns this stack. Never throws. */
export async function isFolderOwned(folder: string): Promise<boolean> {
  return (await readLockOwner(join(folder, LOCK_FILE))) !== null;
}

/** Ends and removes ephemeral stacks whose owners are gone without having cleaned up. Never throws. */
export async function removeAbandonedStacks(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  await Promise.all(names.map((name) => removeIfAbandoned(join(parent, name)).catch(() => undefined)));
}

async function removeIfAbandoned(folder: string): Promise<void> {
  const record = await readStackRecord(folder);
  if (record === null || !record.ephemeral || record.detached) {
    return;
  }
  const attempt = await takeLock(join(folder, LOCK_FILE));
  if (attempt.outcome === 'HELD') {
    return;
  }
  await endLeftovers(folder, record);
  await removeFolders([folder, ...record.otherFolders]);
}

/** Removes a stack's folders with all data. Throws when a file cannot be removed. */
export async function removeFolders(folders: readonly string[]): Promise<void> {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 })));
}

function stackInUse(folder: string, why: string): DevstackError {
  return new DevstackError('STACK_IN_USE', `The stack in ${folder} is in use: ${why}.`, { retriable: true });
}
