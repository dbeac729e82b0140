import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isPresent } from './download-cache.ts';
import type { JavaRuntime } from './java-runtime.ts';
import type { ClassArchive } from './jvm-flags.ts';

/** The class archive of a program for this Java; null when none has been made yet. Never throws. */
export async function findClassArchive(programFolder: string, java: JavaRuntime): Promise<ClassArchive | null> {
  const file = classArchiveFile(programFolder, java);
  return (await isPresent(file)) ? { act: 'USE', file } : null;
}

/** Where the class archive of a program for this Java belongs. */
export function classArchiveFile(programFolder: string, java: JavaRuntime): string {
  return join(programFolder, `classes-${java.label}.jsa`);
}

/** Where a class archive is written before it is complete. */
export function classArchiveDraft(programFolder: string, java: JavaRuntime): string {
  return `${classArchiveFile(programFolder, java)}.${process.pid}.draft`;
}

/** Removes what earlier attempts left unfinished. Never throws. Only for the holder of the lock on making archives. */
export async function removeArchiveDrafts(programFolder: string, java: JavaRuntime): Promise<void> {
  const file = classArchiveFile(programFolder, java);
  const names = await readdir(dirname(file)).catch(() => []);
  const drafts = names.filter((name) => name.startsWith(`${basename(file)}.`) && name.endsWith('.draft'));
  await Promise.all(drafts.map((name) => rm(join(dirname(file), name), { force: true }).catch(() => undefined)));
}
