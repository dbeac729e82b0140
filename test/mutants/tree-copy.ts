import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A copy of the work tree whose packages see each other and not the originals. */
export interface TreeCopy {
  readonly folder: string;
  /** Writes another text into a file; gives what puts the old one back. */
  readonly change: (file: string, change: (source: string) => string) => Promise<() => Promise<void>>;
  readonly remove: () => Promise<void>;
}

const leftOut = new Set(['.git', '.varselvakt', 'node_modules']);
const OWN_SCOPE = '@varselvakt';

/** Copies the tree into a temporary folder; what is installed is linked, but for the links to our own packages, which are made anew. */
export async function copyTree(root: string): Promise<TreeCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'varselvakt-mutants-'));
  await cp(root, folder, { recursive: true, filter: (source) => source === root || !leftOut.has(basename(source)) });
  await linkModules(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const inner of await findInnerModules(root)) await symlink(join(root, inner), join(folder, inner));
  return {
    folder,
    change: async (file, change) => {
      const path = join(folder, file);
      const source = await readFile(path, 'utf8');
      await writeFile(path, change(source));
      return () => writeFile(path, source);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function linkModules(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(from)) {
    // Links of our own scope are relative to the tree: copied as they are, they lead into the copy.
    if (name === OWN_SCOPE) await cp(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else await symlink(join(from, name), join(to, name));
  }
}

/** What npm has installed for one of our packages alone. */
async function findInnerModules(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const group of ['libs', 'services']) {
    for (const name of await readdir(join(root, group))) {
      const entries = await readdir(join(root, group, name));
      if (entries.includes('node_modules')) found.push(join(group, name, 'node_modules'));
    }
  }
  return found;
}
