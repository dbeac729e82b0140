import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readProcessIdentity } from './process-identity.ts';

/** Who holds a lock: a process, told from later ones with the same pid. */
export interface LockOwner {
  readonly pid: number;
  readonly startedAt: string;
}

export type LockAttempt =
  | { readonly outcome: 'TAKEN'; readonly release: () => Promise<void> }
  | { readonly outcome: 'HELD'; readonly owner: LockOwner };

/** Takes a lock file unless a living process holds it; a dead holder's lock is taken over. Throws when the folder is not writable. */
export async function takeLock(lockFile: string): Promise<LockAttempt> {
  const me = await describeMyself();
  const text = JSON.stringify(me);
  for (;;) {
    if (await createLock(lockFile, text)) {
      return { outcome: 'TAKEN', release: () => releaseLock(lockFile, text) };
    }
    const held = await readFile(lockFile, 'utf8').catch(() => null);
    const owner = held === null ? null : parseOwner(held);
    if (owner !== null && (await isLiving(owner))) {
      return { outcome: 'HELD', owner };
    }
    if (held !== null) {
      await breakLock(lockFile, held);
    }
  }
}

/** Who holds this lock now; null when nobody living does. */
export async function readLockOwner(lockFile: string): Promise<LockOwner | null> {
  const owner = parseOwner(await readFile(lockFile, 'utf8').catch(() => ''));
  return owner !== null && (await isLiving(owner)) ? owner : null;
}

async function describeMyself(): Promise<LockOwner> {
  const identity = await readProcessIdentity(process.pid);
  return { pid: process.pid, startedAt: identity?.startedAt ?? 'unknown' };
}

/** A hard link appears at once and with its content, or not at all. */
async function createLock(lockFile: string, text: string): Promise<boolean> {
  const draft = `${lockFile}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves a dead holder's lock away; when a quicker process has replaced it meanwhile, that one's lock is put back. */
async function breakLock(lockFile: string, expectedText: string): Promise<void> {
  const aside = `${lockFile}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(lockFile, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8').catch(() => '')) !== expectedText) {
    await link(aside, lockFile).catch(() => undefined);
  }
  await rm(aside, { force: true });
}

async function releaseLock(lockFile: string, text: string): Promise<void> {
  if ((await readFile(lockFile, 'utf8').catch(() => '')) === text) {
    await rm(lockFile, { force: true });
  }
}

async function isLiving(owner: LockOwner): Promise<boolean> {
  const identity = await readProcessIdentity(owner.pid);
  return identity !== null && (owner.startedAt === 'unknown' || identity.startedAt === owner.startedAt);
}

function parseOwner(text: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(text);
    const { pid, startedAt } = value as Partial<LockOwner>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}
