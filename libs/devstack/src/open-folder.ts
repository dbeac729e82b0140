import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DevstackError } from './devstack-error.ts';

/** Survives a reboot, unlike /tmp. */
const BASE = '/var/tmp/varselvakt-root';

/**
 * A folder that every user can reach, for root whose own folders are closed to the database's user. Only root may write to it.
 * Throws STACK_NOT_POSSIBLE when somebody else made it first.
 */
export async function openFolder(): Promise<string> {
  // A narrow umask of root's would close it again.
  await mkdir(BASE).then(
    () => chmod(BASE, 0o755),
    () => undefined,
  );
  const found = await lstat(BASE);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new DevstackError('STACK_NOT_POSSIBLE', `${BASE} does not belong to root alone: remove it and try again`, {
      retriable: false,
    });
  }
  return BASE;
}

/** The folder in the open that stands in for a closed one; always the same for the same path. */
export async function openFolderFor(closedFolder: string): Promise<string> {
  const name = createHash('sha256').update(closedFolder).digest('hex').slice(0, 16);
  return join(await openFolder(), name);
}
