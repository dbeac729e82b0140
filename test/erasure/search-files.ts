/** Looks for a text in the files of the servers themselves, in every form in which it could lie there. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const stacksFolder = fileURLToPath(new URL('../../.varselvakt', import.meta.url));

/** The folder in which the broker at these addresses keeps its log; null when its files are not on this machine (or not ours). */
export async function findBrokerFolder(brokers: string): Promise<string | null> {
  const names = await readdir(stacksFolder).catch(() => []);
  for (const name of names) {
    const text = await readFile(join(stacksFolder, name, 'stack.json'), 'utf8').catch(() => '{}');
    const { addresses } = JSON.parse(text) as { readonly addresses?: { readonly brokers?: string } };
    if (addresses?.brokers === brokers) return join(stacksFolder, name, 'kafka', 'data');
  }
  return null;
}

/** The bytes of a text in the encodings in which something could have written it; Base64 at each of its three phases. */
export function formsOf(text: string): readonly Buffer[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const base64 = [0, 1, 2].map((phase) => {
    const encoded = Buffer.concat([Buffer.alloc(phase), utf8])
      .toString('base64')
      .replace(/=+$/, '');
    // What depends on its neighbours is cut off at both ends.
    return Buffer.from(encoded.slice(phase === 0 ? 0 : 4, -4));
  });
  const hex = utf8.toString('hex');
  return [utf8, utf16, Buffer.from(utf16).swap16(), Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...base64];
}

/** The files below a folder that hold one of these; a file that goes away meanwhile holds nothing. */
export async function findFilesWith(
  folder: string,
  forms: readonly Buffer[],
  isSearched: (path: string) => boolean = () => true,
): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !isSearched(path)) continue;
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    if (forms.some((form) => bytes.includes(form))) found.push(path);
  }
  return found;
}
