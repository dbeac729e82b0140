import { createHash, randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillOnce, isPresent } from './download-cache.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { DATABASE_NAME, DATABASE_USER, INITDB_LOCALE } from './postgres-settings.ts';
import type { ServerUser } from './postgres-user.ts';
import { runProgram } from './program-run.ts';

const TEMPLATE_DATA = 'data';
const TEMPLATE_PASSWORD = 'password';

/** What a new database is made of. */
export interface NewDatabase {
  readonly binaries: PostgresBinaries;
  /** The part's folder, which the server's user owns. */
  readonly folder: string;
  readonly dataFolder: string;
  /** Where the password is kept, for the owner of the stack only. */
  readonly passwordFile: string;
  readonly user: ServerUser | null;
  readonly cache: string;
  readonly environment: NodeJS.ProcessEnv;
  /** True when the data must survive a power cut from the first moment. The running server always syncs. */
  readonly syncs: boolean;
}

/**
 * Makes the data folder and the database, as a copy of one made earlier where there is one: that saves a second of computing.
 * It gets its name when all is done, so a broken attempt is never started. Throws STACK_PART_EXITED.
 */
export async function initialiseDatabase(database: NewDatabase): Promise<void> {
  const { folder, dataFolder, passwordFile } = database;
  const draft = join(folder, 'data.draft');
  await rm(draft, { recursive: true, force: true });
  const template = templateFolder(database);
  if (await isPresent(template)) {
    await copyFolder(database, join(template, TEMPLATE_DATA), draft);
    await writeFile(passwordFile, await readFile(join(template, TEMPLATE_PASSWORD)), { mode: 0o600 });
  } else {
    await makeDatabase(database, draft);
    // Without a template the next start is a second slower, nothing else.
    await keepTemplate(database, draft, template).catch(() => undefined);
  }
  if (database.syncs) {
    await runAsServer(database, database.binaries.initdb, ['--sync-only', '-D', draft]);
  }
  await rename(draft, dataFolder);
}

/** A template fits when programs, settings and owner are the same. */
function templateFolder({ cache, binaries, user }: NewDatabase): string {
  const key = JSON.stringify([binaries.version, INITDB_LOCALE, DATABASE_NAME, DATABASE_USER, user]);
  return join(cache, `postgres-data-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`);
}

async function makeDatabase(database: NewDatabase, draft: string): Promise<void> {
  const { binaries, user, folder } = database;
  const password = randomBytes(16).toString('hex');
  const handover = join(folder, 'password.once');
  await mkdir(draft, { mode: 0o700 });
  await writeFile(database.passwordFile, password, { mode: 0o600 });
  await writeFile(handover, password, { mode: 0o600 });
  if (user !== null) {
    await chown(draft, user.uid, user.gid);
    await chown(handover, user.uid, user.gid);
  }
  const login = [`--username=${DATABASE_USER}`, '--auth=scram-sha-256', `--pwfile=${handover}`];
  try {
    await runAsServer(database, binaries.initdb, ['--no-sync', '-D', draft, ...INITDB_LOCALE, ...login]);
    const input = `CREATE DATABASE ${DATABASE_NAME};\n`;
    await runAsServer(database, binaries.postgres, ['--single', '-F', '-D', draft, 'postgres'], input);
  } finally {
    await rm(handover, { force: true });
  }
}

async function keepTemplate(database: NewDatabase, draft: string, template: string): Promise<void> {
  await fillOnce({
    folder: template,
    isComplete: () => isPresent(template),
    fill: async (folder) => {
      await copyFolder(database, draft, join(folder, TEMPLATE_DATA));
      await writeFile(join(folder, TEMPLATE_PASSWORD), await readFile(database.passwordFile), { mode: 0o600 });
    },
    onWait: () => undefined,
  });
}

/** cp keeps owner and modes, which the server insists on. */
function copyFolder(database: NewDatabase, from: string, to: string): Promise<void> {
  const { environment } = database;
  return runProgram({ purpose: 'postgres: copying', file: 'cp', args: ['-Rp', from, to], folder: '/', environment });
}

function runAsServer(database: NewDatabase, file: string, args: readonly string[], input = ''): Promise<void> {
  return runProgram({
    purpose: 'postgres: making the database',
    file,
    args,
    folder: database.folder,
    environment: { ...database.environment, LC_ALL: 'C', PGTZ: 'UTC' },
    user: database.user,
    input,
  });
}
