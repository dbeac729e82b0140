import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { takeLock } from './owner-lock.ts';
import { waitUntil } from './wait-until.ts';

const OTHERS_DOWNLOAD_DEADLINE_MS = 15 * 60_000;

/** The per-user folder for downloads: $XDG_CACHE_HOME/varselvakt, else ~/.cache/varselvakt. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const base = environment['XDG_CACHE_HOME'] ?? '';
  return join(base === '' ? join(homedir(), '.cache') : base, 'varselvakt');
}

/** True when there is something at this path. Never throws. */
export async function isPresent(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** One folder of the cache: what makes it complete, and how it is filled. */
export interface CachedFolder {
  readonly folder: string;
  readonly isComplete: () => Promise<boolean>;
  /** Writes the content into the draft folder it is given. */
  readonly fill: (draft: string) => Promise<void>;
  /** Told once when another process is filling the folder. */
  readonly onWait: () => void;
}

/**
 * Makes sure that a folder of the cache is there and complete. It is filled as a draft beside it, which then takes its name in
 * one step: half a download is never seen, and of two processes one downloads while the other waits. Throws what `fill` throws.
 */
export async function fillOnce(cached: CachedFolder): Promise<void> {
  if (await cached.isComplete()) {
    return;
  }
  const { folder } = cached;
  await mkdir(dirname(folder), { recursive: true });
  const release = await takeFillLock(`${folder}.lock`, cached.onWait);
  const draft = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString('hex')}`);
  try {
    if (!(await cached.isComplete())) {
      await mkdir(draft, { recursive: true });
      await cached.fill(draft);
      await rm(folder, { recursive: true, force: true });
      await rename(draft, folder);
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
    await release();
  }
}

async function takeFillLock(lockFile: string, onWait: () => void): Promise<() => Promise<void>> {
  let release: (() => Promise<void>) | undefined;
  let told = false;
  await waitUntil(
    async () => {
      const attempt = await takeLock(lockFile);
      if (attempt.outcome === 'TAKEN') {
        release = attempt.release;
        return true;
      }
      if (!told) {
        told = true;
        onWait();
      }
      return false;
    },
    { everyMs: 200, deadlineMs: OTHERS_DOWNLOAD_DEADLINE_MS },
  );
  // After the deadline the other one is taken for stuck: two downloads are slower, never wrong.
  return release ?? (async () => undefined);
}
