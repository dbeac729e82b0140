import { join } from 'node:path';
import { isPresent } from './download-cache.ts';
import type { JavaRuntime } from './java-runtime.ts';

/** The class archive of a program for this Java; null when none has been made. Never throws. */
export async function findClassArchive(programFolder: string, java: JavaRuntime): Promise<string | null> {
  const file = classArchiveFile(programFolder, java);
  return (await isPresent(file)) ? file : null;
}

/** Where the class archive of a program for this Java belongs. */
export function classArchiveFile(programFolder: string, java: JavaRuntime): string {
  return join(programFolder, `classes-${java.label}.jsa`);
}
